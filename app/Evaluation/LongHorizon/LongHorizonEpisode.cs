namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>How one long task went.</summary>
/// <param name="Family">clear, green, bottles or food.</param>
/// <param name="Seed">Of the scene.</param>
/// <param name="Prompt">What was said.</param>
/// <param name="Objects">Names of all objects.</param>
/// <param name="Meant">Names of those that are meant.</param>
/// <param name="Success">Whether all that is meant, and nothing else, is in the tray, by the true state.</param>
/// <param name="Placed">Objects that are meant in the tray, by the true state.</param>
/// <param name="Attempts">Grasps tried.</param>
/// <param name="Reason">"ok", or in a few words what went wrong.</param>
/// <param name="Counts">Of the stages.</param>
/// <param name="Story">What happened, one sentence each.</param>
/// <param name="SimS">Simulated time. Unit: s.</param>
public sealed record LongHorizonEpisode(
    string Family, int Seed, string Prompt, IReadOnlyList<string> Objects, IReadOnlyList<string> Meant, bool Success, int Placed, int Attempts, string Reason,
    StageCounts Counts, IReadOnlyList<string> Story, double SimS);
