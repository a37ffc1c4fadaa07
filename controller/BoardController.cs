using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Policy;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller;

/// <summary>
/// The controller of a work cell with a board: what is too wide to grasp is pushed over the edge and taken there by learned skills, what
/// is not is left to another controller. Decides from depth pictures and joint measurements alone.
/// </summary>
/// <remarks>Deterministic: equal observations give equal chunks. One thread at a time.</remarks>
public sealed class BoardController : IGraspController
{
    private readonly IGraspController _direct;
    private readonly FlatObjectPolicies _policies;
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private ISkill? _skill;

    /// <summary>Makes a controller.</summary>
    /// <param name="robot">Joints, limits, mounting, and the rest pose at the board.</param>
    /// <param name="cell">With a board.</param>
    /// <param name="policies">The learned skills; stay the caller's to dispose of.</param>
    /// <param name="direct">Grasps what the hand can span.</param>
    public BoardController(RobotModel robot, Workcell cell, FlatObjectPolicies policies, IGraspController direct)
    {
        (_policies, _direct) = (policies, direct);
        _context = new RobotContext(robot, cell);
        _runner = new MotionRunner(robot);
    }

    /// <inheritdoc/>
    public string Name => $"board-{_policies.Hashes[0][..8]}-{_policies.Hashes[1][..8]}";

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation)
    {
        _skill = goal.Manner == GraspManner.PushedFirst ? new FlatObjectSkill(_context, _runner, _policies, goal, observation) : null;
        if (_skill is null)
            _direct.BeginGrasp(goal, observation);
    }

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation)
    {
        _skill = null;
        _direct.BeginPlace(dropPointInWorld, observation);
    }

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => _skill = new BoardHomeSkill(_context, _runner, observation.State);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation)
    {
        if (_skill is null)
            return _direct.Act(observation);
        SkillStep step = _skill.Act(observation);
        return new ControllerStep(step.Chunk, step.Status, step.Wait, step.Target, step.Note, step.LooksNext);
    }
}
