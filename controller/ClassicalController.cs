using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller;

/// <summary>
/// Grasps and places from pictures and joint measurements alone, without learned weights: segmentation by depth and colour,
/// grasps from the object's points, inverse kinematics, a look through the wrist camera, closing until contact. The baseline
/// that a learned policy has to beat.
/// </summary>
/// <remarks>Deterministic: equal observations give equal chunks. One thread at a time.</remarks>
public sealed class ClassicalController : IGraspController
{
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly SkillRunner _skills;

    /// <summary>Makes a controller.</summary>
    /// <param name="robot">Joints, limits, mounting.</param>
    /// <param name="cell">Where the area and the tray are.</param>
    public ClassicalController(RobotModel robot, Workcell cell)
    {
        _context = new RobotContext(robot, cell);
        _runner = new MotionRunner(robot);
        _skills = new SkillRunner(_context, _runner);
    }

    /// <inheritdoc/>
    public string Name => "classical";

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation) => _skills.Begin(new GraspSkill(_context, _runner, goal, observation));

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) => _skills.BeginPlace(dropPointInWorld, observation);

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => _skills.BeginHome(observation);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation) => _skills.Act(observation);
}
