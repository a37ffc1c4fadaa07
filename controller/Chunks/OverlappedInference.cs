using System.Runtime.ExceptionServices;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Chunks;

/// <summary>
/// Works out the next chunk on a thread of its own while the present one plays. Observations wait in a mailbox of one: the newest
/// replaces those that were not looked at. What was consumed meanwhile is measured, not guessed: the longest of the last
/// inferences tells a controller that asks for it (<see cref="IDelayAware"/>) how much of the chunk in play is committed.
/// </summary>
/// <remarks>
/// One consumer at a time. The controller belongs to the thread from the first <see cref="Offer"/> until <see cref="Dispose"/>
/// returns. After an answer that is not "acting", or a failure, no further observation is looked at.
/// </remarks>
public sealed class OverlappedInference : IDisposable
{
    private const int RememberedDelays = 16;
    private readonly IGraspController _controller;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _offered = new(0), _answered = new(0);
    private readonly Queue<Answer> _answers = new();
    private readonly Queue<TimeSpan> _delays = new();
    private readonly Thread _thread;
    private (Observation Observation, long At)? _mail;
    private TimeSpan? _endsAt;
    private long _chunks, _replaced, _starved;
    private bool _closing;

    /// <summary>Starts the thread.</summary>
    /// <param name="controller">A motion was begun on it, and its networks have run before, so that the first delay is like the others.</param>
    /// <param name="time">Measures delays.</param>
    public OverlappedInference(IGraspController controller, TimeProvider time)
    {
        (_controller, _time) = (controller, time);
        _thread = new Thread(Work) { IsBackground = true, Name = "inference" };
        _thread.Start();
    }

    /// <summary>Gets how well inference keeps up.</summary>
    public OverlapStatistics Statistics
    {
        get
        {
            lock (_lock)
                return new OverlapStatistics(_chunks, _replaced, _starved, Longest());
        }
    }

    /// <summary>Gives the newest observation; never waits.</summary>
    public void Offer(Observation observation)
    {
        lock (_lock)
        {
            if (_mail is null)
                _offered.Release();
            else
                _replaced++;
            _mail = (observation, _time.GetTimestamp());
        }
    }

    /// <summary>Waits for the next answer, the oldest first.</summary>
    /// <param name="patience">How long to wait. Range: 0 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer and the observation that it was made from; null when there is none yet.</returns>
    /// <exception cref="Exception">Whatever the controller threw.</exception>
    public async Task<(Observation Observation, ControllerStep Step)?> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!await WaitAsync(patience, cancellationToken).ConfigureAwait(false))
            return null;
        Answer answer;
        lock (_lock)
            answer = _answers.Dequeue();
        answer.Failure?.Throw();
        return (answer.Observation, answer.Step!);
    }

    /// <summary>Lets the inference that runs come to its end, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_lock)
            _closing = true;
        _offered.Release();
        _thread.Join();
        _offered.Dispose();
        _answered.Dispose();
    }

    private async Task<bool> WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_answered.Wait(0, cancellationToken))
            return true;
        if (patience <= TimeSpan.Zero)
            return false;
        using var end = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            await _answered.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Work()
    {
        while (true)
        {
            _offered.Wait();
            (Observation Observation, long At) mail;
            lock (_lock)
            {
                if (_closing || _mail is null)
                    return;
                mail = _mail.Value;
                _mail = null;
            }

            Answer answer = Think(mail.Observation, mail.At);
            lock (_lock)
                _answers.Enqueue(answer);
            _answered.Release();
            if (answer.Step?.Status != ControllerStatus.Acting)
                return;
        }
    }

    private Answer Think(Observation observation, long offeredAt)
    {
        try
        {
            ControllerStep step = _controller.Act(observation);
            Measure(observation, step, _time.GetElapsedTime(offeredAt));
            return new Answer(observation, step, null);
        }
        catch (Exception e)
        {
            // It belongs to whoever waits for the chunk.
            return new Answer(observation, null, ExceptionDispatchInfo.Capture(e));
        }
    }

    private void Measure(Observation observation, ControllerStep step, TimeSpan delay)
    {
        lock (_lock)
        {
            _chunks++;
            _delays.Enqueue(delay);
            if (_delays.Count > RememberedDelays)
                _delays.Dequeue();
            TimeSpan late = observation.State.At + delay - (_endsAt ?? TimeSpan.MaxValue);
            if (late > TimeSpan.Zero)
                _starved += (long)Math.Ceiling(late.TotalSeconds / ActionChunk.PeriodS);
            _endsAt = step.Chunk.ObservedAt + TimeSpan.FromSeconds(step.Chunk.Steps * ActionChunk.PeriodS);
            if (_controller is IDelayAware aware)
                aware.InferenceDelay = Longest();
        }
    }

    private TimeSpan Longest() => _delays.Count == 0 ? TimeSpan.Zero : _delays.Max();

    private sealed record Answer(Observation Observation, ControllerStep? Step, ExceptionDispatchInfo? Failure);
}
