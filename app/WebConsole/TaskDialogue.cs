using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner.Language;

namespace DexGrasp.App.WebConsole;

/// <summary>
/// Words from people to a confirmed task: reads them back with the plan, and lets nothing begin before somebody says yes to exactly
/// that. One dialogue for all browsers. Any thread.
/// </summary>
/// <param name="parser">Understands the words.</param>
/// <param name="begin">Sends a task to the robot; false when it could not be sent.</param>
/// <param name="changed">Is told of every change, in order.</param>
internal sealed class TaskDialogue(InstructionParser parser, Func<string, CancellationToken, Task<bool>> begin, Action<DialogueView> changed)
{
    private readonly Lock _lock = new();
    private readonly History<DialogueEntry> _entries = new(60);
    private TaskProposal? _pending;
    private string? _underWay;
    private string? _lastTold;
    private long _number;

    /// <summary>Reads words back. A plan waits for a yes and takes the place of one that still waited.</summary>
    public (AnswerKind Kind, string Text, TaskProposal? Proposal) Propose(string words)
    {
        PlannerAnswer answer = parser.Parse(words);
        lock (_lock)
        {
            Add("person", words.Length <= InstructionParser.LongestPrompt ? words : words[..200] + "…", "words");
            Add("robot", answer.Text, KindOf(answer.Kind));
            _pending = answer.Plan is { } plan
                ? new TaskProposal(++_number, plan.Prompt, answer.Text, [.. plan.Steps.Select(s => s.ToString())], answer.Notes, _underWay)
                : null;
            Tell();
            return (answer.Kind, answer.Text, _pending);
        }
    }

    /// <summary>Begins the task that waits, if it is the one that the person means.</summary>
    /// <param name="id">The proposal's.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>Null when it was sent, else why not.</returns>
    public async Task<string?> ConfirmAsync(long id, CancellationToken cancellationToken)
    {
        if (Take(id) is not { } task)
            return "This task waits no longer: it was confirmed, withdrawn or replaced meanwhile. Nothing was sent.";
        bool isSent = await begin(task.Words, cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            Add("person", task.Words, isSent ? "confirmed" : "not_sent");
            Tell();
        }

        return isSent ? null : "The broker cannot be reached; the task was not sent. Nothing moves for it.";
    }

    /// <summary>Withdraws the task that waits.</summary>
    /// <returns>False when it is another one, or none waits.</returns>
    public bool Cancel(long id)
    {
        if (Take(id) is not { } task)
            return false;
        lock (_lock)
        {
            Add("person", task.Words, "cancelled");
            Tell();
        }

        return true;
    }

    /// <summary>Forgets the task that waits: somebody pressed stop.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _pending = null;
            Add("person", "", "stop");
            Tell();
        }
    }

    /// <summary>Takes over what the robot says about its task.</summary>
    public void Hear(PlanMessage message)
    {
        bool ended = message.Kind == "ended";
        lock (_lock)
        {
            _underWay = ended ? null : message.Task;
            if ((!ended && message.Kind != "said") || message.Words == _lastTold)
                return;
            _lastTold = ended ? null : message.Words;
            Add("robot", message.Words, ended ? "ended" : "told");
            Tell();
        }
    }

    private static string KindOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Plan => "plan",
        AnswerKind.Stop => "stop",
        AnswerKind.Refused => "refused",
        _ => "not_understood",
    };

    private TaskProposal? Take(long id)
    {
        lock (_lock)
        {
            if (_pending?.Id != id)
                return null;
            TaskProposal task = _pending;
            _pending = null;
            return task;
        }
    }

    private void Add(string who, string words, string kind) => _entries.Add(new DialogueEntry(++_number, who, words, kind));

    // Told under the lock, so that browsers get changes in the order in which they happened.
    private void Tell() => changed(new DialogueView(_entries.ToArray(), _pending));
}
