using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Runs one skill after the other and remembers what was grasped, so that it can be placed. Placing and going home are the same
/// for every controller; grasping is what they differ in.
/// </summary>
internal sealed class SkillRunner(RobotContext context, MotionRunner runner)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(0.1);
    private ISkill? _skill;
    private HeldObject? _held;

    /// <summary>Starts to grasp.</summary>
    public void Begin(IGraspSkill grasp)
    {
        _held = null;
        _skill = grasp;
    }

    /// <summary>Starts to place what is held.</summary>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) =>
        _skill = new PlaceSkill(context, runner, dropPointInWorld, _held, observation);

    /// <summary>Starts to go home.</summary>
    public void BeginHome(Observation observation) => _skill = new HomeSkill(context, runner, observation);

    /// <summary>Returns the next chunk; one that holds before anything was begun.</summary>
    public ControllerStep Act(Observation observation)
    {
        SkillStep step = _skill?.Act(observation) ?? new SkillStep(runner.Chunk(observation.State), ControllerStatus.Done, Idle, null, "nothing to do");
        if (_skill is IGraspSkill { Held: { } held })
            _held = held;
        return new ControllerStep(step.Chunk, step.Status, step.Wait, step.Target, step.Note, step.LooksNext);
    }
}
