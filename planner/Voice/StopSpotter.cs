namespace DexGrasp.Planner.Voice;

/// <summary>Listens for words that stop while somebody is still speaking. One thread at a time.</summary>
internal sealed class StopSpotter : IDisposable
{
    private const string Stops = "stops";

    // The lower, the more often it hears a stop where there is none; that costs a reset, and a stop that is not heard costs more.
    private static readonly (string Phrase, double Threshold)[] Phrases =
        [("stop", 1e-10), ("stop stop", 1e-16), ("stop the robot", 1e-20), ("please stop", 1e-14), ("don't stop", 1e-14)];

    private readonly SphinxDecoder _decoder;
    private bool _isListening;

    public StopSpotter(SphinxModel model)
    {
        _decoder = new SphinxDecoder(model, "-beam", "1e-60", "-pbeam", "1e-60");
        _decoder.AddPhrases(Stops, Phrases);
    }

    /// <summary>Begins to listen to an utterance.</summary>
    public void Begin()
    {
        End();
        _decoder.Begin(Stops);
        _isListening = true;
    }

    /// <summary>Takes what was said next.</summary>
    /// <returns>The words that stop, or null.</returns>
    public string? Take(ReadOnlySpan<short> samples)
    {
        if (!_isListening || samples.Length == 0)
            return null;
        _decoder.Process(samples, whole: false);
        string? heard = _decoder.Hypothesis(out _)?.Trim();
        return string.IsNullOrEmpty(heard) ? null : heard;
    }

    /// <summary>Ends the utterance.</summary>
    public void End()
    {
        if (_isListening)
            _decoder.End();
        _isListening = false;
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();
}
