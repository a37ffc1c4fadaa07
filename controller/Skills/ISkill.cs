using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>One thing the robot can do: grasp, place, go home. One thread at a time.</summary>
internal interface ISkill
{
    /// <summary>Returns the next chunk.</summary>
    SkillStep Act(Observation observation);
}
