using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>Does nothing but say why: the robot holds its pose.</summary>
internal sealed class RefusedSkill(MotionRunner runner, string reason) : ISkill
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(0.1);

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        runner.Clear();
        return new SkillStep(runner.Chunk(observation.State), ControllerStatus.Failed, Wait, null, reason, LooksNext: false);
    }
}
