namespace DexGrasp.Planner.Voice;

/// <summary>One word of a hypothesis.</summary>
/// <param name="Word">As in the dictionary; "&lt;sil&gt;" and the like where nothing was said.</param>
/// <param name="First">First frame. Unit: 10 ms.</param>
/// <param name="Last">Last frame. Unit: 10 ms.</param>
/// <param name="Acoustic">Logarithm of the acoustic likelihood, in the decoder's own base; higher is likelier.</param>
internal readonly record struct SphinxSegment(string Word, int First, int Last, int Acoustic)
{
    /// <summary>Gets whether something was said.</summary>
    public bool IsSpeech => !Word.StartsWith('<') && !Word.StartsWith('[') && !Word.StartsWith("++", StringComparison.Ordinal) && Word is not "SIL" and not "(NULL)";
}
