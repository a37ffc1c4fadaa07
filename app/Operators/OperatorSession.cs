using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>Carries out what a dialogue decides, on a robot, and tells it what the robot does. Safe for several threads.</summary>
internal sealed class OperatorSession : IAsyncDisposable
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _inOrder = new(1);
    private readonly OperatorDialogue _dialogue;
    private readonly IOperatorRobot _robot;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly List<Task> _underWay = [];
    private long _stops;

    /// <summary>Makes a session.</summary>
    /// <param name="robot">Stays the caller's to dispose of, after this.</param>
    /// <param name="dialogue">Decides; only this may use it.</param>
    /// <param name="time">Measures how long a confirmation may take.</param>
    /// <param name="tell">Is told the replies, one at a time.</param>
    public OperatorSession(IOperatorRobot robot, OperatorDialogue dialogue, TimeProvider time, Action<string> tell)
    {
        (_robot, _dialogue, _time, _tell, _start) = (robot, dialogue, time, tell, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Take(() => _dialogue.Pass(Now)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        robot.ModeChanged = () => Take(() => _dialogue.Notice(robot.Mode));
        robot.Told = news => Take(() => _dialogue.Notice(news));
        robot.Warned = words => tell(IntentParser.Shown(words));
        Take(() => _dialogue.Notice(robot.Mode));
    }

    /// <summary>Gets or sets who is told how the planner calls what it saw.</summary>
    public Action<IReadOnlyList<string>>? Saw { get; set; }

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
    /// <returns>How they were understood; null for unfinished words that stop nothing.</returns>
    public OperatorCommand? Hear(OperatorUtterance utterance) => Take(() => _dialogue.Hear(utterance, Now));

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

    private OperatorCommand? Take(Func<DialogueTurn> input)
    {
        lock (_lock)
        {
            DialogueTurn turn = input();
            OperatorAction[] others = [.. turn.Actions.Where(a => a.Kind != OperatorActionKind.Stop)];

            // A stop waits for nothing, and what was confirmed before it is not begun any more.
            foreach (OperatorAction stopping in turn.Actions.Where(a => a.Kind == OperatorActionKind.Stop))
            {
                _stops++;
                Begin(() => StopAsync(stopping.Words));
            }

            long stops = _stops;
            if (others.Length > 0)
                Begin(() => CarryOutAsync(others, stops));
            foreach (string reply in turn.Replies)
                _tell(reply);
            TimeSpan wait = _dialogue.Due is { } due ? due - Now : Timeout.InfiniteTimeSpan;
            if (!_end.IsCancellationRequested)
                _timer.Change(wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
            return turn.Command;
        }
    }

    private void Begin(Func<Task> work)
    {
        _underWay.RemoveAll(t => t.IsCompleted);
        _underWay.Add(GuardAsync(work));
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException or BrokerException)
        {
            _tell(e.Message);
        }
    }

    private async Task StopAsync(string reason)
    {
        long start = _time.GetTimestamp();
        bool sent = await _robot.SendStopAsync(reason, _end.Token).ConfigureAwait(false);
        while (_robot.Mode is not GateMode.Latched)
        {
            if (_time.GetElapsedTime(start) > AnswerWithin)
            {
                _tell($"The stop was {(sent ? "sent and not confirmed" : "not sent")} within {AnswerWithin.TotalSeconds:0} s: use the emergency stop.");
                return;
            }

            await Task.Delay(RepeatEvery, _time, _end.Token).ConfigureAwait(false);
            sent |= await _robot.SendStopAsync(reason, _end.Token).ConfigureAwait(false);
        }
    }

    private async Task CarryOutAsync(OperatorAction[] actions, long stops)
    {
        await _inOrder.WaitAsync(_end.Token).ConfigureAwait(false);
        try
        {
            foreach (OperatorAction action in actions)
                if (action.IsMotion && stops != Interlocked.Read(ref _stops))
                    _tell("A stop came in between; nothing else was done.");
                else if (!await CarryOutAsync(action).ConfigureAwait(false))
                    return;
        }
        finally
        {
            _inOrder.Release();
        }
    }

    private async Task<bool> CarryOutAsync(OperatorAction action)
    {
        switch (action.Kind)
        {
            case OperatorActionKind.SendGoal:
                return await _robot.SendGoalAsync(action.Words, _end.Token).ConfigureAwait(false) || Fail("The goal was not sent: no connection to the broker. Nothing was done; say it again.");
            case OperatorActionKind.Reset:
                return await ResetAsync().ConfigureAwait(false);
            default:
                (string words, IReadOnlyList<string> labels) = await _robot.LookAsync(_end.Token).ConfigureAwait(false);
                _tell(words);
                Saw?.Invoke(labels);
                return true;
        }
    }

    private async Task<bool> ResetAsync()
    {
        long start = _time.GetTimestamp();
        if (!await _robot.SendResetAsync(_end.Token).ConfigureAwait(false))
            return Fail("The reset was not sent: no connection to the broker. The robot stays stopped.");
        while (_robot.Mode is GateMode.Latched or GateMode.Braking)
        {
            if (_time.GetElapsedTime(start) > AnswerWithin)
                return Fail($"The driver host did not clear the latch within {AnswerWithin.TotalSeconds:0} s: does --token-file hold the token that it was started with? The robot stays stopped.");
            await Task.Delay(RepeatEvery, _time, _end.Token).ConfigureAwait(false);
        }

        return true;
    }

    private bool Fail(string words)
    {
        _tell(words);
        return false;
    }
}
