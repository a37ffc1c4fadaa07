using DexGrasp.App.Operators;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.WebConsole;

/// <summary>The operator's dialogue as browsers see it: one for all of them, in lines, with what waits for a yes. Any thread.</summary>
internal sealed class ConsoleDialogue : IAsyncDisposable
{
    // A page shows what waits until it is confirmed or withdrawn, to everybody at once.
    private static readonly OperatorDialogueOptions Page = new() { ConfirmWithin = null, IsShared = true, NeedsRobot = false };

    private readonly OperatorDialogue _dialogue = new(IntentParser.BuiltIn, Page);
    private readonly History<DialogueEntry> _entries = new(60);
    private readonly Action<DialogueView> _changed;
    private readonly OperatorSession _session;
    private long _number;

    /// <summary>Begins it.</summary>
    /// <param name="robot">Stays the caller's to dispose of, after this.</param>
    /// <param name="changed">Is told of every change, in order.</param>
    /// <param name="stopping">Is told how far a stop is.</param>
    public ConsoleDialogue(IOperatorRobot robot, Action<DialogueView> changed, Action<StopNotice> stopping)
    {
        _changed = changed;
        _session = new OperatorSession(robot, _dialogue, TimeProvider.System, _ => { }, Show) { Stopping = stopping };
    }

    /// <summary>Takes typed words.</summary>
    public SessionTurn Say(string words) => _session.Hear(new OperatorUtterance(words));

    /// <summary>Begins the command that waits, if it is the one that the person means.</summary>
    public SessionTurn Confirm(long id) => _session.Confirm(id);

    /// <summary>Withdraws the command that waits, if it is the one that the person means.</summary>
    public SessionTurn Cancel(long id) => _session.Cancel(id);

    /// <summary>Clears the latch; the page has asked already.</summary>
    public SessionTurn Reset() => _session.Reset();

    /// <summary>Stops, and forgets what waits.</summary>
    /// <returns>Whether it was confirmed within 5 s, and after what time.</returns>
    public Task<StopNotice> StopAsync() => _session.StopAsync("STOP was pressed at the console.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void Show(DialogueTurn turn)
    {
        if (turn.Kind == DialogueTurnKind.Stale)
            return;
        if (turn.Command is { } said)
            Add("person", said.Intent == OperatorIntent.Task ? said.Words! : said.Utterance, "words");
        else if (turn.Kind == DialogueTurnKind.Stopping)
            Add("person", "", "stop");
        if (turn.Kind == DialogueTurnKind.ReadBack)
            Add("robot", _dialogue.Pending!.Command.Meaning, "plan");
        else if (turn.About is { } command)
            Add("person", command.Words ?? command.Utterance, turn.Kind == DialogueTurnKind.Cancelled ? "cancelled" : "confirmed");
        else
            foreach (string reply in turn.Replies)
                Add("robot", reply, KindOf(turn));
        _changed(new DialogueView(_entries.ToArray(), _dialogue.Pending is { } pending ? TaskProposal.Of(pending) : null));
    }

    private static string KindOf(DialogueTurn turn) => turn.Kind switch
    {
        DialogueTurnKind.NotUnderstood => "not_understood",
        DialogueTurnKind.Refused => "refused",
        DialogueTurnKind.Stopping when turn.Command is not null => "stop",
        DialogueTurnKind.Ended => "ended",
        DialogueTurnKind.NotDone => "not_sent",
        _ => "told",
    };

    private void Add(string who, string words, string kind) => _entries.Add(new DialogueEntry(++_number, who, words, kind));
}
