namespace DexGrasp.App.Evaluation.Voice;

/// <summary>Where a result about voice comes from: enough to make it again.</summary>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Commit">Commit that was built; null where it is not known.</param>
/// <param name="Dotnet">Run-time version.</param>
/// <param name="Platform">Operating system and processor architecture.</param>
/// <param name="Recognizer">What recognised, and its model.</param>
/// <param name="Synthesizer">What spoke.</param>
/// <param name="Voices">Whose speech.</param>
/// <param name="SpeedsWordsPerMinute">How fast.</param>
/// <param name="View">Objects that the grammar names.</param>
/// <param name="Interval">How the interval was computed.</param>
public sealed record VoiceProvenance(
    string Version, string? Commit, string Dotnet, string Platform, string Recognizer, string Synthesizer, IReadOnlyList<string> Voices, IReadOnlyList<int> SpeedsWordsPerMinute, IReadOnlyList<string> View,
    string Interval = "Wilson score, 95 %");
