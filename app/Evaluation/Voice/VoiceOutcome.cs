namespace DexGrasp.App.Evaluation.Voice;

/// <summary>What came of one thing that was said.</summary>
/// <param name="Kind">Kind of the case.</param>
/// <param name="Condition">Its noise.</param>
/// <param name="Text">What was said.</param>
/// <param name="Voice">By whom.</param>
/// <param name="WordsPerMinute">How fast.</param>
/// <param name="Heard">What was recognised, parted by "; ".</param>
/// <param name="Right">Whether it did what it had to: a stop stopped, a command was understood, anything else did nothing.</param>
/// <param name="Stops">Stops that were sent.</param>
/// <param name="Proposals">Commands of class 2 that were read back.</param>
/// <param name="Motions">Motions that were begun; nobody confirmed, so that any is wrong.</param>
/// <param name="StopLatencyMs">From the end of the word to the stop: sound that had to be awaited, and computing; null where nothing was stopped. Unit: ms.</param>
/// <param name="AudioS">Length of the sound. Unit: s.</param>
/// <param name="ComputeS">Time it took. Unit: s.</param>
public sealed record VoiceOutcome(
    string Kind, string Condition, string Text, string Voice, int WordsPerMinute, string Heard, bool Right, int Stops, int Proposals, int Motions, double? StopLatencyMs, double AudioS, double ComputeS);
