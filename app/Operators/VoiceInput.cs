using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Operators;

/// <summary>Hands what is spoken to a session. Sound is taken by one thread.</summary>
internal sealed class VoiceInput : IDisposable
{
    private readonly OperatorSession _session;
    private readonly Action<string> _tell;
    private readonly TranscriptionClient? _server;
    private readonly VoiceListener _listener;
    private readonly CancellationTokenSource _end = new();
    private Task _asking = Task.CompletedTask;
    private volatile CommandGrammar? _grammar;

    /// <summary>Loads what recognises.</summary>
    /// <param name="session">Gets the words.</param>
    /// <param name="server">Recognises whole utterances; null to do it here.</param>
    /// <param name="tell">Is told what was heard.</param>
    /// <exception cref="VoiceException">What is needed is not installed.</exception>
    public VoiceInput(OperatorSession session, TranscriptionClient? server, Action<string> tell)
    {
        (_session, _server, _tell) = (session, server, tell);
        _listener = server is null ? new VoiceListener(CommandGrammar.OfVocabulary(Vocabulary.BuiltIn)) : new VoiceListener(Ask);
        if (!_listener.SpotsStops)
            tell("A spoken stop waits for the server's answer: install PocketSphinx to have it heard at once. Typing stop always works.");
        session.Saw = labels => _grammar = CommandGrammar.OfView(labels, Vocabulary.BuiltIn);
    }

    /// <summary>Gets how many utterances were heard.</summary>
    public int Heard { get; private set; }

    /// <summary>Gets or sets whether sound is listened to; while it is not, it is thrown away.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Takes some sound.</summary>
    public void Take(ReadOnlySpan<short> samples)
    {
        if (Interlocked.Exchange(ref _grammar, null) is { } grammar)
            _listener.Use(grammar);
        if (IsOpen)
            Hand(_listener.Take(samples));
    }

    /// <summary>Ends what was said so far.</summary>
    public async Task FinishAsync()
    {
        Hand(_listener.Finish());
        await _asking.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private void Hand(IReadOnlyList<OperatorUtterance> utterances)
    {
        foreach (OperatorUtterance utterance in utterances)
        {
            Heard++;
            _tell($"heard: {(utterance.Text?.Length > 0 ? IntentParser.Shown(utterance.Text) : "something")} ({utterance.Confidence:0.00})");
            _session.Hear(utterance);
        }
    }

    private void Ask(short[] samples)
    {
        Task before = _asking;
        _asking = AskAsync(before, samples);
    }

    private async Task AskAsync(Task before, short[] samples)
    {
        await before.ConfigureAwait(false);
        try
        {
            string words = await _server!.TranscribeAsync(samples, _end.Token).ConfigureAwait(false);
            Hand([new OperatorUtterance(words, OperatorSource.Voice)]);
        }
        catch (VoiceException e)
        {
            _tell(e.Message);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }
    }
}
