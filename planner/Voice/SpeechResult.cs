namespace DexGrasp.Planner.Voice;

/// <summary>What was recognised in one utterance.</summary>
/// <param name="Text">The likeliest sentence; empty where none fits at all.</param>
/// <param name="Confidence">How much better it fits than any sequence of sounds. From 0.5 on it counts. Range: 0 to 1.</param>
public sealed record SpeechResult(string Text, double Confidence)
{
    /// <summary>Nothing was recognised.</summary>
    public static SpeechResult Nothing { get; } = new("", 0);

    /// <summary>Gets whether it counts.</summary>
    public bool IsAccepted => Text.Length > 0 && Confidence >= 0.5;
}
