using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>Carries out what a dialogue decides, on a robot, and tells it what the robot does. Safe for several threads.</summary>
internal sealed class OperatorSession : IAsyncDisposable
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly Task<string?> Nothing = Task.FromResult<string?>(null);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _inOrder = new(1);
    private readonly OperatorDialogue _dialogue;
    private readonly IOperatorRobot _robot;
    private readonly TimeProvider _time;
    private readonly Action<DialogueTurn> _tell;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly List<Task> _underWay = [];
    private TaskCompletionSource _modeChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stops;

    /// <summary>Makes a session that tells sentences.</summary>
    /// <param name="robot">Stays the caller's to dispose of, after this.</param>
    /// <param name="dialogue">Decides; only this may use it.</param>
    /// <param name="time">Measures how long a confirmation may take.</param>
    /// <param name="tell">Is told the replies, one at a time.</param>
    public OperatorSession(IOperatorRobot robot, OperatorDialogue dialogue, TimeProvider time, Action<string> tell)
        : this(robot, dialogue, time, tell, _ => { })
    {
    }

    /// <summary>Makes a session that tells sentences and turns.</summary>
    /// <param name="robot">Stays the caller's to dispose of, after this.</param>
    /// <param name="dialogue">Decides; only this may change it.</param>
    /// <param name="time">Measures how long a confirmation may take.</param>
    /// <param name="tell">Is told the replies, and what the robot warns of, one at a time.</param>
    /// <param name="turned">Is told each turn before its replies, in order, while the dialogue stands still.</param>
    public OperatorSession(IOperatorRobot robot, OperatorDialogue dialogue, TimeProvider time, Action<string> tell, Action<DialogueTurn> turned)
    {
        (_robot, _dialogue, _time, _start) = (robot, dialogue, time, time.GetTimestamp());
        _tell = turn =>
        {
            turned(turn);
            foreach (string reply in turn.Replies)
                tell(reply);
        };
        _timer = time.CreateTimer(_ => Take(() => _dialogue.Pass(Now)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        robot.ModeChanged = () =>
        {
            Take(() => _dialogue.Notice(robot.Mode));
            Interlocked.Exchange(ref _modeChanged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        };
        robot.Told = news => Take(() => _dialogue.Notice(news));
        robot.Warned = words => tell(IntentParser.Shown(words));
        Take(() => _dialogue.Notice(robot.Mode));
    }

    /// <summary>Gets or sets who is told how the planner calls what it saw.</summary>
    public Action<IReadOnlyList<string>>? Saw { get; set; }

    /// <summary>Gets or sets who is told how far a stop is.</summary>
    public Action<StopNotice>? Stopping { get; set; }

    /// <summary>Gets whether a task was confirmed that has not ended.</summary>
    public bool HasTask
    {
        get
        {
            lock (_lock)
                return _dialogue.Task is not null;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Takes words, and begins what follows from them; replies come by and by.</summary>
    public SessionTurn Hear(OperatorUtterance utterance) => Take(() => _dialogue.Hear(utterance, Now));

    /// <summary>Takes a button that stops.</summary>
    /// <param name="reason">For the log.</param>
    /// <returns>How it ended; goes on when nobody waits for it.</returns>
    public Task<StopNotice> StopAsync(string reason) => Take(() => _dialogue.Stop(reason)).Stop!;

    /// <summary>Takes a button that confirms one command alone.</summary>
    public SessionTurn Confirm(long id) => Take(() => _dialogue.Confirm(id, Now));

    /// <summary>Takes a button that withdraws one command alone.</summary>
    public SessionTurn Cancel(long id) => Take(() => _dialogue.Cancel(id, Now));

    /// <summary>Takes a button that clears the stop.</summary>
    public SessionTurn Reset() => Take(() => _dialogue.Reset(Now));

    /// <summary>Waits until everything that was begun is done.</summary>
    public async Task SettleAsync()
    {
        Task[] all;
        lock (_lock)
            all = [.. _underWay];
        await Task.WhenAll(all).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (_robot.ModeChanged, _robot.Told, _robot.Warned) = (null, null, null);
        await _end.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
        _inOrder.Dispose();
        _end.Dispose();
    }

    private SessionTurn Take(Func<DialogueTurn> input)
    {
        lock (_lock)
        {
            DialogueTurn turn = input();
            OperatorAction? stopping = turn.Actions.FirstOrDefault(a => a.Kind == OperatorActionKind.Stop);
            OperatorAction[] others = [.. turn.Actions.Where(a => a.Kind != OperatorActionKind.Stop)];

            // A stop waits for nothing, and what was confirmed before it is not begun any more.
            long stops = stopping is null ? _stops : Interlocked.Increment(ref _stops);
            Task<StopNotice>? stop = stopping is null ? null : Begin(StopAsync(stops, stopping.Words));
            Task<string?> done = others.Length == 0 ? Nothing : Begin(CarryOutAsync(others, stops));
            if (turn != DialogueTurn.None)
                _tell(turn);
            TimeSpan wait = _dialogue.Due is { } due ? due - Now : Timeout.InfiniteTimeSpan;
            if (!_end.IsCancellationRequested)
                _timer.Change(wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
            return new SessionTurn(turn, _dialogue.Pending, stop, done);
        }
    }

    private Task<T> Begin<T>(Task<T> work)
    {
        _underWay.RemoveAll(t => t.IsCompleted);
        _underWay.Add(work);
        return work;
    }

    // Sent again and again until the robot says that it is latched, whatever happens to one sending.
    private async Task<StopNotice> StopAsync(long number, string reason)
    {
        long start = _time.GetTimestamp();
        bool wasLatched = _robot.Mode is GateMode.Latched, sent = false;
        StopNotice Notice(string phase)
        {
            var notice = new StopNotice(number, phase, Math.Round(_time.GetElapsedTime(start).TotalMilliseconds, 1));
            Stopping?.Invoke(notice);
            return notice;
        }

        try
        {
            sent = await _robot.SendStopAsync(reason, _end.Token).ConfigureAwait(false);
            Notice(StopNotice.Sent);
            while (true)
            {
                Task changed = _modeChanged.Task;
                if (_robot.Mode is GateMode.Latched && (sent || !wasLatched))
                    return Notice(StopNotice.Latched);
                if (_time.GetElapsedTime(start) > AnswerWithin)
                    break;
                if (await Task.WhenAny(changed, Task.Delay(RepeatEvery, _time, _end.Token)).ConfigureAwait(false) != changed)
                    sent |= await _robot.SendStopAsync(reason, _end.Token).ConfigureAwait(false);
            }

            Fail($"The stop was {(sent ? "sent and not confirmed" : "not sent")} within {AnswerWithin.TotalSeconds:0} s: use the emergency stop.");
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }
        catch (BrokerException e)
        {
            Fail(e.Message);
        }

        return Notice(StopNotice.Unconfirmed);
    }

    private async Task<string?> CarryOutAsync(OperatorAction[] actions, long stops)
    {
        try
        {
            await _inOrder.WaitAsync(_end.Token).ConfigureAwait(false);
            try
            {
                foreach (OperatorAction action in actions)
                {
                    if (action.IsMotion && stops != Interlocked.Read(ref _stops))
                        return Fail("A stop came in between; nothing else was done.");
                    if (await CarryOutAsync(action).ConfigureAwait(false) is { } error)
                        return Fail(error);
                }

                return null;
            }
            finally
            {
                _inOrder.Release();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return "The session has ended.";
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or BrokerException)
        {
            return Fail(e.Message);
        }
    }

    private async Task<string?> CarryOutAsync(OperatorAction action)
    {
        switch (action.Kind)
        {
            case OperatorActionKind.SendGoal:
                return await _robot.SendGoalAsync(action.Words, _end.Token).ConfigureAwait(false) ? null : "The goal was not sent: no connection to the broker. Nothing was done; say it again.";
            case OperatorActionKind.Reset:
                return await ResetAsync().ConfigureAwait(false);
            default:
                (string words, IReadOnlyList<string> labels) = await _robot.LookAsync(_end.Token).ConfigureAwait(false);
                Tell(DialogueTurn.Say(words));
                Saw?.Invoke(labels);
                return null;
        }
    }

    private async Task<string?> ResetAsync()
    {
        long start = _time.GetTimestamp();
        if (!await _robot.SendResetAsync(_end.Token).ConfigureAwait(false))
            return "The reset was not sent: no connection to the broker. The robot stays stopped.";
        while (true)
        {
            Task changed = _modeChanged.Task;
            if (_robot.Mode is not (GateMode.Latched or GateMode.Braking))
                return null;
            if (_time.GetElapsedTime(start) > AnswerWithin)
                return $"The driver host did not clear the latch within {AnswerWithin.TotalSeconds:0} s: is the operator's token here the one that it was started with? The robot stays stopped.";
            await Task.WhenAny(changed, Task.Delay(RepeatEvery, _time, _end.Token)).ConfigureAwait(false);
        }
    }

    private string Fail(string words)
    {
        Tell(DialogueTurn.Say(words, DialogueTurnKind.NotDone));
        return words;
    }

    private void Tell(DialogueTurn turn)
    {
        lock (_lock)
            _tell(turn);
    }
}
