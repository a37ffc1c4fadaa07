namespace DexGrasp.Planner.Verification;

/// <summary>Whether an object is in the hand, judged from pictures and finger positions.</summary>
/// <param name="Held">True when it is believed held.</param>
/// <param name="Confidence">Range: 0.5 to 1.</param>
/// <param name="Reason">One or two sentences for people: what spoke for and against.</param>
public sealed record GraspVerdict(bool Held, double Confidence, string Reason);
