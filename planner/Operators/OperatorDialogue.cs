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
public sealed class OperatorDialogue(IntentParser parser)
{
    /// <summary>The highest number that is given out. Nine sounds like five and six is heard as three: neither is given out.</summary>
    public const int MostNumber = 8;

    /// <summary>How long a command waits for its confirmation.</summary>
    public static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(8);

    /// <summary>How long a run process may take to say that it has a goal.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Below this confidence, spoken words do nothing but stop. Range: 0 to 1.</summary>
    public const double LeastConfidence = 0.5;

    private static readonly int[] Numbers = [1, 2, 3, 4, 5, 7, MostNumber];
    private long _heard;
    private int _given;
    private GateMode? _mode;
    private PlanNews? _plan;
    private string? _task;
    private string? _interrupted;
    private TimeSpan? _unansweredSince;
    private bool _stopAsked;

    /// <summary>Gets what waits for a confirmation; null when nothing does.</summary>
    public PendingCommand? Pending { get; private set; }

    /// <summary>Gets the words of the task that was confirmed last and has not ended; null when there is none.</summary>
    public string? Task => _task;

    /// <summary>Gets when <see cref="Pass"/> has something to do; null for never.</summary>
    public TimeSpan? Due => Pending?.Until is { } until && !(_unansweredSince + AnswerWithin < until) ? until : _unansweredSince + AnswerWithin ?? Pending?.Until;

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
        return turn with { Actions = [.. late.Actions, .. turn.Actions], Replies = [.. late.Replies, .. turn.Replies], Command = command };
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

        return news.Kind is "said" or "ended" && news.Words.Length > 0 ? Say(IntentParser.OnOneLine(news.Words)) : DialogueTurn.None;
    }

    /// <summary>Lets time pass: what was not confirmed in time is forgotten.</summary>
    /// <param name="at">Now.</param>
    public DialogueTurn Pass(TimeSpan at)
    {
        var replies = new List<string>();
        if (Pending is { } pending && at >= pending.Until)
        {
            Pending = null;
            replies.Add($"Number {pending.Number} was not confirmed within {ConfirmWithin.TotalSeconds:0} s and is cancelled; nothing was done.");
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
            return StopNow(command);
        if (command is { Source: OperatorSource.Voice, Confidence: < LeastConfidence })
            return Say("I did not understand that; nothing was done. Say it again, or type it.");
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
            _ => Say(command.Meaning),
        };
    }

    private DialogueTurn StopNow(OperatorCommand command)
    {
        string cancelled = Pending is { } pending ? $" Number {pending.Number} is cancelled." : "";
        Pending = null;
        _unansweredSince = null;
        _interrupted = _task ?? _interrupted;
        _stopAsked = _mode is not GateMode.Latched;
        bool pauses = command.Intent == OperatorIntent.Pause;
        string reply = _mode switch
        {
            GateMode.Latched => "The robot is stopped and latched already; the stop was sent again.",
            null => "No driver host answers: use the emergency stop. The stop was sent all the same.",
            _ => pauses ? "Pausing: a controlled stop that latches. Resume goes on with the task." : "Stopping.",
        };
        return new DialogueTurn([new OperatorAction(OperatorActionKind.Stop, $"the operator {(command.Source == OperatorSource.Voice ? "said" : "typed")} \"{command.Utterance}\"")], [reply + cancelled]);
    }

    private DialogueTurn ReadBack(OperatorCommand command, TimeSpan at)
    {
        if (Refusal(command) is { } refusal)
            return Say(refusal);
        string replaced = Pending is { } old ? $"Number {old.Number} is cancelled. " : "";
        int number = Numbers[_given++ % Numbers.Length];
        Pending = new PendingCommand(number, command, at + ConfirmWithin);
        string meaning = command.Intent is OperatorIntent.Resume ? $"I will clear the stop and go on with \"{IntentParser.Shown(_interrupted!)}\"." : command.Meaning;
        string how = OperatorIntents.NeedsHand(command.Intent) && command.Source == OperatorSource.Voice ? "Type" : "Say or type";
        return Say($"{replaced}{meaning} {how} confirm {number}.");
    }

    // What cannot be carried out is not read back.
    private string? Refusal(OperatorCommand command) => (_mode, command.Intent) switch
    {
        (null, _) => "No driver host answers, so that nothing can be done. Start dexgrasp driver, or check --broker and --robot.",
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
        Pending = null;
        return Refusal(pending.Command) is { } refusal ? Say(refusal) : CarryOut(pending.Command, at);
    }

    // A plain Enter or "yes" will do for what was typed; what was heard may have been said by anybody and needs its number.
    private bool IsPlainYes(OperatorCommand command) =>
        command is { Source: OperatorSource.Text, Number: null } && Pending?.Command.Source == OperatorSource.Text;

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

        return new DialogueTurn(actions, [command.Intent == OperatorIntent.Reset ? "Clearing the stop." : "Confirmed."]);
    }

    private DialogueTurn Cancel()
    {
        if (Pending is not { } pending)
            return Say(_task is null ? "Nothing waits for a confirmation." : "Nothing waits for a confirmation. To end the task under way, say stop.");
        Pending = null;
        return Say($"Number {pending.Number} is cancelled; nothing was done.");
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

    private static DialogueTurn Say(string reply) => new([], [reply]);
}
