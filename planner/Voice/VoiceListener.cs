using DexGrasp.Planner.Operators;

namespace DexGrasp.Planner.Voice;

/// <summary>
/// Turns a stream of sound into an operator's utterances: finds where somebody speaks, tells of a stop while the speech goes on, and
/// recognises each utterance at its end. One thread at a time.
/// </summary>
/// <remarks>It hears a known voice in a quiet room; it is no part of any safety function.</remarks>
public sealed class VoiceListener : IDisposable
{
    private const int Before = 30 * VoiceActivity.Frame;
    private const int StopStep = 2 * VoiceActivity.Frame;

    // A stop waits for no more quiet than this, where an utterance ends after more: hardly any word has a pause that long.
    private const int QuietAfterStop = 15;
    private const int LongestStop = 2 * WavFile.Rate;
    private const int Longest = 10 * WavFile.Rate;
    private readonly SentenceRecognizer? _sentences;
    private readonly StopSpotter? _stops;
    private readonly Action<short[]>? _cut;
    private readonly List<short> _frame = [];
    private readonly List<short> _kept = [];
    private VoiceActivity _activity = new();
    private int _spotted;
    private bool _hasStopped;

    /// <summary>Loads the models.</summary>
    /// <param name="grammar">What can be said.</param>
    /// <param name="model">Where the models lie; null for the usual place.</param>
    /// <exception cref="VoiceException">PocketSphinx or its model is not installed.</exception>
    public VoiceListener(CommandGrammar grammar, SphinxModel? model = null)
    {
        _sentences = new SentenceRecognizer(model ?? new SphinxModel(), grammar);
        _stops = new StopSpotter(model ?? new SphinxModel());
    }

    /// <summary>Makes a listener that leaves the recognition of whole utterances to somebody else; stops are spotted here where PocketSphinx is installed.</summary>
    /// <param name="cut">Gets each utterance at its end, 16 kHz.</param>
    /// <param name="model">Where the models lie; null for the usual place.</param>
    public VoiceListener(Action<short[]> cut, SphinxModel? model = null)
    {
        _cut = cut;
        try
        {
            _stops = new StopSpotter(model ?? new SphinxModel());
        }
        catch (VoiceException)
        {
            // Then a spoken stop waits for the server's answer; docs/operator.md says so.
        }
    }

    /// <summary>Gets whether stops are heard while somebody still speaks.</summary>
    public bool SpotsStops => _stops is not null;

    /// <summary>Gets how much sound was taken. Unit: samples at 16 kHz.</summary>
    public long Taken { get; private set; }

    /// <summary>Uses another grammar from the next utterance on.</summary>
    public void Use(CommandGrammar grammar) => _sentences?.Use(grammar);

    /// <summary>Takes sound.</summary>
    /// <param name="samples">16 kHz, 16 bit; any number, best some 20 ms at a time.</param>
    /// <returns>What was heard: a stop as soon as it is heard (not final), and each utterance at its end. Not recognised: empty text.</returns>
    public IReadOnlyList<OperatorUtterance> Take(ReadOnlySpan<short> samples)
    {
        var heard = new List<OperatorUtterance>();
        foreach (short sample in samples)
        {
            _frame.Add(sample);
            Taken++;
            if (_frame.Count < VoiceActivity.Frame)
                continue;
            TakeFrame(heard);
            _frame.Clear();
        }

        return heard;
    }

    /// <summary>Ends the stream, or what was said while a key was held down: what has been said so far is an utterance.</summary>
    public IReadOnlyList<OperatorUtterance> Finish()
    {
        var heard = new List<OperatorUtterance>();
        _kept.AddRange(_frame);
        _frame.Clear();
        if (_activity.IsSpeech)
            EndUtterance(heard);
        _kept.Clear();
        _activity = new VoiceActivity();
        return heard;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stops?.Dispose();
        _sentences?.Dispose();
    }

    private void TakeFrame(List<OperatorUtterance> heard)
    {
        bool changed = _activity.Take([.. _frame]);
        _kept.AddRange(_frame);
        if (changed && _activity.IsSpeech)
        {
            (_spotted, _hasStopped) = (0, false);
            _stops?.Begin();
        }

        if (_activity.IsSpeech && !_hasStopped && _kept.Count - _spotted >= StopStep)
            Spot(heard);
        if (_activity.IsSpeech && !_hasStopped && _activity.Quiet == QuietAfterStop && _kept.Count <= LongestStop)
            LookForStop(heard);
        if ((changed && !_activity.IsSpeech) || (_activity.IsSpeech && _kept.Count >= Longest))
            EndUtterance(heard);
        else if (!_activity.IsSpeech && _kept.Count > Before)
            _kept.RemoveRange(0, _kept.Count - Before);
    }

    private void Spot(List<OperatorUtterance> heard)
    {
        string? stopping = _stops?.Take([.. _kept[_spotted..]]);
        _spotted = _kept.Count;
        if (stopping is null)
            return;
        _hasStopped = true;
        heard.Add(new OperatorUtterance(stopping, OperatorSource.Voice, IsFinal: false));
    }

    private void LookForStop(List<OperatorUtterance> heard)
    {
        if (_sentences?.RecognizeStop([.. _kept]) is not { IsAccepted: true } result)
            return;
        _hasStopped = true;
        heard.Add(new OperatorUtterance(result.Text, OperatorSource.Voice, IsFinal: false, result.Confidence));
    }

    private void EndUtterance(List<OperatorUtterance> heard)
    {
        _stops?.End();
        if (!_hasStopped && _cut is not null)
            _cut([.. _kept]);
        else if (!_hasStopped)
        {
            SpeechResult result = _sentences!.Recognize([.. _kept]);
            bool isStop = IntentParser.BuiltIn.FindStop(result.Text) is not null;
            heard.Add(result.IsAccepted
                ? new OperatorUtterance(result.Text, OperatorSource.Voice, IsFinal: true, result.Confidence)
                : new OperatorUtterance(isStop ? "" : result.Text, OperatorSource.Voice, IsFinal: true, Math.Min(result.Confidence, 0.49)));
        }

        _kept.Clear();
        (_spotted, _hasStopped) = (0, false);
        if (_activity.IsSpeech)
            _stops?.Begin();
    }
}
