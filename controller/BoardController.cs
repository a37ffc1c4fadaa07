using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Policy;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller;

/// <summary>
/// The controller of a work cell with a board: what is too wide to grasp is pushed over the edge and taken there by learned skills. What
/// the hand can span is refused, and so is placing. Decides from depth pictures and joint measurements alone.
/// </summary>
/// <remarks>Deterministic: equal observations give equal chunks. One thread at a time.</remarks>
public sealed class BoardController : IGraspController
{
    private readonly FlatObjectPolicies _policies;
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private ISkill _skill;

    /// <summary>Makes a controller.</summary>
    /// <param name="robot">Joints, limits, mounting, and the rest pose at the board.</param>
    /// <param name="cell">With a board.</param>
    /// <param name="policies">The learned skills; stay the caller's to dispose of.</param>
    public BoardController(RobotModel robot, Workcell cell, FlatObjectPolicies policies)
    {
        _policies = policies;
        _context = new RobotContext(robot, cell);
        _runner = new MotionRunner(robot);
        _skill = new RefusedSkill(_runner, "nothing to do");
    }

    /// <inheritdoc/>
    public string Name => $"board-{_policies.Hashes[0][..8]}-{_policies.Hashes[1][..8]}";

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation) => _skill = goal.Manner == GraspManner.PushedFirst
        ? new FlatObjectSkill(_context, _runner, _policies, goal, observation)
        : new RefusedSkill(_runner, $"the {goal.Label} is narrow enough to be grasped where it lies, which this controller does not do at a board; lay it into a cell with a tray");

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) =>
        _skill = new RefusedSkill(_runner, "a cell with a board has no tray to place anything in; go home, and it is put back on the board");

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => _skill = new BoardHomeSkill(_context, _runner, observation.State);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation)
    {
        SkillStep step = _skill.Act(observation);
        return new ControllerStep(step.Chunk, step.Status, step.Wait, step.Target, step.Note, step.LooksNext);
    }
}
