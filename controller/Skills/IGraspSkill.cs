namespace DexGrasp.Controller.Skills;

/// <summary>A skill that may end with something in the hand.</summary>
internal interface IGraspSkill : ISkill
{
    /// <summary>Gets what the hand holds once the skill is done; null before.</summary>
    HeldObject? Held { get; }
}
