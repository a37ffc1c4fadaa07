namespace DexGrasp.App.WebConsole;

/// <summary>What one folder holds to look at; paths as they follow /files/.</summary>
/// <param name="Folder">Path below the folder of recordings; empty for that itself.</param>
/// <param name="Newest">When the newest of its files was written.</param>
/// <param name="IsEvaluation">Whether it is an evaluation's folder.</param>
/// <param name="Report">report.html; null when there is none.</param>
/// <param name="Recording">recording.jsonl; null when there is none.</param>
/// <param name="Videos">Films.</param>
internal sealed record RecordingEntry(string Folder, DateTime Newest, bool IsEvaluation, string? Report, string? Recording, IReadOnlyList<string> Videos);
