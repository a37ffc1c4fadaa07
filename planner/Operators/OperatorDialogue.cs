using DexGrasp.Core.Messages;

namespace DexGrasp.Planner.Operators;

/// <summary>
/// The talk between an operator and a robot: what may be done at once, what has to be read back and confirmed, and what is
/// forgotten. It does nothing itself: each input gives a turn of actions and replies, and equal inputs give equal turns.
/// </summary>
/// <remarks>
/// One thread at a time. All times are the caller's clock. A stop here is a controlled stop asked for over a network, by words:
/// it is no emergency stop, and voice least of all.
/// </remarks>
/// <param name="parser">Understands words.</param>
/// <param name="options">How it confirms; null for one person at a terminal.</param>
public sealed class OperatorDialogue(IntentParser parser, OperatorDialogueOptions? options = null)
{
    /// <summary>The highest number that is given out. Nine sounds like five and six is heard as three: neither is given out.</summary>
    public const int MostNumber = 8;

    /// <summary>How long a command waits for its confirmation unless the options say otherwise.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(8);

    /// <summary>How long a run process may take to say that it has a goal.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Below this confidence, spoken words do nothing but stop. Range: 0 to 1.</summary>
    public const double LeastConfidence = 0.5;

    private static readonly int[] Numbers = [1, 2, 3, 4, 5, 7, MostNumber];
    private readonly OperatorDialogueOptions _options = options ?? new OperatorDialogueOptions();
    private long _heard;
    private int _given;
    private GateMode? _mode;
    private PlanNews? _plan;
    private string? _task;
    private string? _interrupted;
    private string? _told;
    private TimeSpan? _unansweredSince;
    private bool _stopAsked;

    /// <summary>Gets what waits for a confirmation; null when nothing does.</summary>
    public PendingCommand? Pending { get; private set; }

    /// <summary>Gets the words of the task that was confirmed last and has not ended; null when there is none.</summary>
    public string? Task => _task;

    /// <summary>Gets the words of the task that a run process is at, whoever gave it; null when there is none.</summary>
    public string? UnderWay => _plan is { Kind: not "ended" } ? _plan.Task : null;

    /// <summary>Gets when <see cref="Pass"/> has something to do; null for never.</summary>
    public TimeSpan? Due => Pending?.Until is { } until && !(_unansweredSince + AnswerWithin < until) ? until : _unansweredSince + AnswerWithin;

    /// <summary>Takes words.</summary>
    /// <param name="utterance">Anything at all.</param>
    /// <param name="at">Now. Never earlier than in the call before.</param>
    public DialogueTurn Hear(OperatorUtterance utterance, TimeSpan at)
    {
        DialogueTurn late = Pass(at);
        if (!utterance.IsFinal && parser.FindStop(utterance.Text) is null)
            return late;
        OperatorCommand command = parser.Parse(utterance, ++_heard, at);
        DialogueTurn turn = Answer(command, at);
        return After(late, turn) with { Command = command };
    }

    /// <summary>Takes a button that stops.</summary>
    /// <param name="reason">For the log.</param>
    public DialogueTurn Stop(string reason) => StopNow(reason, pauses: false);

    /// <summary>Takes a button that confirms one command alone.</summary>
    /// <param name="id">That of the command which was read back.</param>
    /// <param name="at">Now.</param>
    public DialogueTurn Confirm(long id, TimeSpan at)
    {
        DialogueTurn late = Pass(at);
        return After(late, Pending is { } pending && pending.Command.Id == id ? Confirmed(pending, at) : Stale("confirmed"));
    }

    /// <summary>Takes a button that withdraws one command alone.</summary>
    /// <param name="id">That of the command which was read back.</param>
    /// <param name="at">Now.</param>
    public DialogueTurn Cancel(long id, TimeSpan at)
    {
        DialogueTurn late = Pass(at);
        return After(late, Pending?.Command.Id == id ? Cancel() : Stale("withdrawn"));
    }

    /// <summary>Takes a button that clears the stop; whoever shows it has asked the person already.</summary>
    /// <param name="at">Now.</param>
    public DialogueTurn Reset(TimeSpan at)
    {
        var command = new OperatorCommand(++_heard, at, OperatorSource.Text, "", OperatorIntent.Reset, IntentParser.Meaning(OperatorIntent.Reset));
        return After(Pass(at), Refusal(command) is { } refusal ? Say(refusal, DialogueTurnKind.Refused) : CarryOut(command, at));
    }

    /// <summary>Takes the robot's mode whenever it is told; cheap when nothing changed.</summary>
    /// <param name="mode">Null while no driver host is there.</param>
    public DialogueTurn Notice(GateMode? mode)
    {
        if (mode == _mode)
            return DialogueTurn.None;
        GateMode? before = _mode;
        _mode = mode;
        bool asked = _stopAsked;
        _stopAsked &= mode is not GateMode.Latched;
        _interrupted = mode is GateMode.Latched ? _task ?? _interrupted : _interrupted;
        return mode switch
        {
            null => Say("The driver host is gone; the robot's state is unknown."),
            GateMode.Latched => Say(asked ? "Stopped. The robot is latched until you reset it." : "The robot has stopped and is latched. Ask for the status, clear the cause, then reset."),
            GateMode.Disarmed when before is GateMode.Latched => Say("The latch is cleared; the robot is ready."),
            _ when before is null => Say($"The robot is there: {Word(mode)}."),
            _ => DialogueTurn.None,
        };
    }

    /// <summary>Takes what the run process tells.</summary>
    public DialogueTurn Notice(PlanNews news)
    {
        _plan = news;
        _unansweredSince = null;
        if (news.Kind == "ended" && _task is not null && (news.Task is null || news.Task == _task))
        {
            _interrupted = news.State is "Stopped" or "Failed" ? _task : null;
            _task = null;
        }

        bool ends = news.Kind == "ended", isNew = (ends || news.Kind == "said") && news.Words.Length > 0 && news.Words != _told;
        _told = ends ? null : isNew ? news.Words : _told;
        return isNew ? Say(IntentParser.OnOneLine(news.Words), ends ? DialogueTurnKind.Ended : DialogueTurnKind.Told) : DialogueTurn.None;
    }

    /// <summary>Lets time pass: what was not confirmed in time is forgotten.</summary>
    /// <param name="at">Now.</param>
    public DialogueTurn Pass(TimeSpan at)
    {
        var replies = new List<string>();
        if (Pending is { } pending && at >= pending.Until)
        {
            Pending = null;
            replies.Add($"Number {pending.Number} was not confirmed within {_options.ConfirmWithin?.TotalSeconds:0} s and is cancelled; nothing was done.");
        }

        if (_unansweredSince is { } since && at >= since + AnswerWithin)
        {
            _unansweredSince = null;
            replies.Add($"Nobody has taken the goal up for {AnswerWithin.TotalSeconds:0} s: is dexgrasp run running for this robot?");
        }

        return replies.Count == 0 ? DialogueTurn.None : new DialogueTurn([], replies);
    }

    private DialogueTurn Answer(OperatorCommand command, TimeSpan at)
    {
        if (command.Class == CommandClass.Stop)
            return StopNow($"the operator {(command.Source == OperatorSource.Voice ? "said" : "typed")} \"{command.Utterance}\"", command.Intent == OperatorIntent.Pause);
        if (command is { Source: OperatorSource.Voice, Confidence: < LeastConfidence })
            return Say("I did not understand that; nothing was done. Say it again, or type it.", DialogueTurnKind.NotUnderstood);
        if (command.Class == CommandClass.Motion)
            return ReadBack(command, at);
        return command.Intent switch
        {
            OperatorIntent.Confirm => Confirm(command, at),
            OperatorIntent.Nothing when IsPlainYes(command) => Confirm(command, at),
            OperatorIntent.Cancel => Cancel(),
            OperatorIntent.Status => Say(Status()),
            OperatorIntent.Look => new DialogueTurn([new OperatorAction(OperatorActionKind.Look)], []),
            OperatorIntent.Help => Say(OperatorHelp.Text),
            _ => Say(command.Meaning, command.IsBeyond ? DialogueTurnKind.Refused : DialogueTurnKind.NotUnderstood),
        };
    }

    private DialogueTurn StopNow(string reason, bool pauses)
    {
        string cancelled = Pending is { } pending ? $" Number {pending.Number} is cancelled." : "";
        Pending = null;
        _unansweredSince = null;
        _interrupted = _task ?? _interrupted;
        _stopAsked = _mode is not GateMode.Latched;
        string reply = _mode switch
        {
            GateMode.Latched => "The robot is stopped and latched already; the stop was sent again.",
            null => "No driver host answers: use the emergency stop. The stop was sent all the same.",
            _ => pauses ? "Pausing: a controlled stop that latches. Resume goes on with the task." : "Stopping.",
        };
        return new DialogueTurn([new OperatorAction(OperatorActionKind.Stop, reason)], [reply + cancelled]) { Kind = DialogueTurnKind.Stopping };
    }

    private DialogueTurn ReadBack(OperatorCommand command, TimeSpan at)
    {
        if (Refusal(command) is { } refusal)
            return Say(refusal, DialogueTurnKind.Refused);
        string replaced = Pending is { } old ? $"Number {old.Number} is cancelled. " : "";
        int number = Numbers[_given++ % Numbers.Length];
        string meaning = command.Intent is OperatorIntent.Resume ? $"I will clear the stop and go on with \"{IntentParser.Shown(_interrupted!)}\"." : command.Meaning;
        Pending = new PendingCommand(number, command with { Meaning = meaning }, at + _options.ConfirmWithin, command.Words is null ? null : UnderWay);
        string how = OperatorIntents.NeedsHand(command.Intent) && command.Source == OperatorSource.Voice ? "Type" : "Say or type";
        return Say($"{replaced}{meaning} {how} confirm {number}.", DialogueTurnKind.ReadBack);
    }

    // What cannot be carried out is not read back.
    private string? Refusal(OperatorCommand command) => (_mode, command.Intent) switch
    {
        (null, _) when _options.NeedsRobot || OperatorIntents.NeedsHand(command.Intent) => "No driver host answers, so that nothing can be done. Start dexgrasp driver, or check --broker and --robot.",
        (GateMode.Braking, _) => "The robot is braking; nothing else is done now. Reset it when it is latched.",
        // A loop that is ending asks for a stop of its own, which would undo the reset.
        (GateMode.Latched, OperatorIntent.Resume) when _task is not null => "The task that was stopped has not ended yet; ask again in a moment. If no run process is there any more, reset and give the task again.",
        (GateMode.Latched, OperatorIntent.Resume) when _interrupted is null => "No task was stopped, so that there is nothing to go on with. Reset clears the stop.",
        (GateMode.Latched, OperatorIntent.Resume or OperatorIntent.Reset) => null,
        (GateMode.Latched, _) => "The robot is stopped and latched; nothing was done. See to the cause, then reset (or resume).",
        (_, OperatorIntent.Resume or OperatorIntent.Reset) => "The robot is not stopped; there is nothing to clear.",
        _ => null,
    };

    private DialogueTurn Confirm(OperatorCommand command, TimeSpan at)
    {
        if (Pending is not { } pending)
            return Say("Nothing waits for a confirmation; nothing was done.");
        if (command.Number is { } number && number != pending.Number)
            return Say($"Number {number} does not wait for a confirmation; {pending.Number} does: {pending.Command.Meaning}");
        if (command.Number is null && !IsPlainYes(command))
            return Say($"Name the number: confirm {pending.Number}.");
        if (command.Source == OperatorSource.Voice && OperatorIntents.NeedsHand(pending.Command.Intent))
            return Say($"A voice alone does not set a stopped robot free: type confirm {pending.Number}.");
        return Confirmed(pending, at);
    }

    private DialogueTurn Confirmed(PendingCommand pending, TimeSpan at)
    {
        Pending = null;
        return Refusal(pending.Command) is { } refusal ? Say(refusal, DialogueTurnKind.Refused) : CarryOut(pending.Command, at);
    }

    // A plain Enter or "yes" will do for what was typed; what was heard may have been said by anybody and needs its number.
    private bool IsPlainYes(OperatorCommand command) =>
        !_options.IsShared && command is { Source: OperatorSource.Text, Number: null } && Pending?.Command.Source == OperatorSource.Text;

    private DialogueTurn CarryOut(OperatorCommand command, TimeSpan at)
    {
        List<OperatorAction> actions = [];
        if (command.Intent is OperatorIntent.Reset or OperatorIntent.Resume)
            actions.Add(new OperatorAction(OperatorActionKind.Reset));
        string? words = command.Intent == OperatorIntent.Resume ? _interrupted : command.Words;
        if (words is not null)
        {
            actions.Add(new OperatorAction(OperatorActionKind.SendGoal, words));
            (_task, _interrupted, _unansweredSince) = (words, null, at);
        }

        return new DialogueTurn(actions, [command.Intent == OperatorIntent.Reset ? "Clearing the stop." : "Confirmed."]) { Kind = DialogueTurnKind.Confirmed, About = command };
    }

    private DialogueTurn Cancel()
    {
        if (Pending is not { } pending)
            return Say(_task is null ? "Nothing waits for a confirmation." : "Nothing waits for a confirmation. To end the task under way, say stop.");
        Pending = null;
        return Say($"Number {pending.Number} is cancelled; nothing was done.", DialogueTurnKind.Cancelled) with { About = pending.Command };
    }

    private string Status()
    {
        string robot = _mode is null ? "No driver host answers." : $"The robot is {Word(_mode)}.";
        string task = _task is null ? " No task is under way." : $" The task is \"{IntentParser.Shown(_task)}\".";
        string plan = _plan is null ? "" : $" {IntentParser.OnOneLine(_plan.Words)}{(_plan.Placed is { } placed ? $" {placed} placed so far." : "")}";
        string pending = Pending is null ? "" : $" Number {Pending.Number} waits for its confirmation: {Pending.Command.Meaning}";
        return robot + task + plan + pending;
    }

    private static string Word(GateMode? mode) => mode switch
    {
        GateMode.Disarmed => "ready",
        GateMode.Armed => "armed and holds still",
        GateMode.Running => "moving",
        GateMode.Braking => "braking",
        _ => "stopped and latched",
    };

    private static DialogueTurn Stale(string done) =>
        Say($"This task waits no longer: it was confirmed, withdrawn or replaced meanwhile. Nothing was {done}.", DialogueTurnKind.Stale);

    private static DialogueTurn Say(string reply, DialogueTurnKind kind = DialogueTurnKind.Told) => DialogueTurn.Say(reply, kind);

    private static DialogueTurn After(DialogueTurn late, DialogueTurn turn) => turn with { Replies = [.. late.Replies, .. turn.Replies] };
}
