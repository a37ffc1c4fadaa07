namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>One episode of a skill at the board.</summary>
/// <param name="Seed">Of the episode.</param>
/// <param name="Success">Whether the skill did its task; for a grasp also: without creeping out of the hand afterwards.</param>
/// <param name="Lifted">Whether the task's own end was reached, whatever came afterwards.</param>
/// <param name="Steps">Control steps made.</param>
/// <param name="SizeM">The object's length, width and height. Unit: m.</param>
/// <param name="MassKg">Unit: kg.</param>
/// <param name="Friction">Sliding friction against the board.</param>
/// <param name="CreepM">How far the object moved in the hand in five seconds of holding still; null where nothing was held. Unit: m.</param>
/// <param name="DeepestM">How deep a finger was in the object at most in those seconds; null where nothing was held. Unit: m.</param>
/// <param name="Reason">Why it failed; empty for a success.</param>
internal sealed record BoardSkillEpisode(
    ulong Seed, bool Success, bool Lifted, int Steps, double[] SizeM, double MassKg, double Friction, double? CreepM, double? DeepestM, string Reason)
{
    /// <summary>Gets where the chain took the object: "edge" or "wall"; null for a single skill.</summary>
    public string? Route { get; init; }
}
