using System.Runtime.ExceptionServices;
using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Environments;

/// <summary>
/// Environments shared out among threads, each of which steps a contiguous slice through whole control periods: one meeting of the
/// threads per step, whatever the number of environments and physics steps. The caller's thread takes the first slice.
/// </summary>
/// <remarks>A step allocates nothing. An exception in a slice is thrown to the caller once all threads are through.</remarks>
public sealed class VectorEnvironment : IVectorEnvironment
{
    private readonly IEnvironment[] _environments;
    private readonly ulong[] _seeds, _episodes;
    private readonly int[] _steps;
    private readonly float[] _actions;
    private readonly Thread[] _threads;
    private readonly Barrier _meeting;
    private ExceptionDispatchInfo? _broken;
    private bool _resets, _ends;

    /// <summary>Makes environments and starts the threads.</summary>
    /// <param name="make">Makes one environment from its index and that of the thread that will step it; environments of one thread may share what one thread at a time may use.</param>
    /// <param name="count">Environments, N. Range: at least 1.</param>
    /// <param name="threads">The caller's among them. Range: 1 to N.</param>
    public VectorEnvironment(Func<int, int, IEnvironment> make, int count, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, count);
        _environments = new IEnvironment[count];
        for (int t = 0; t < threads; t++)
            for (int i = First(t, threads); i < First(t + 1, threads); i++)
                _environments[i] = make(i, t);
        Spec = _environments[0].Spec;
        Batch = new EnvironmentBatch(Spec, count);
        (_seeds, _episodes, _steps) = (new ulong[count], new ulong[count], new int[count]);
        _actions = new float[count * Spec.ActionSize];
        _meeting = new Barrier(threads);
        _threads = [.. Enumerable.Range(1, threads - 1).Select(t => new Thread(() => Serve(t)) { IsBackground = true, Name = $"environments {t}" })];
        foreach (Thread thread in _threads)
            thread.Start();
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Count => _environments.Length;

    /// <inheritdoc/>
    public EnvironmentBatch Batch { get; }

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        for (int i = 0; i < Count; i++)
            (_seeds[i], _episodes[i]) = (EpisodeRandom.Derive(seed, (ulong)i), 0);
        _resets = true;
        Together();
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions)
    {
        if (actions.Length != _actions.Length)
            throw new ArgumentException($"{actions.Length} numbers given; {Count} environments with {Spec.ActionSize} numbers each need {_actions.Length}. Nothing was stepped.", nameof(actions));
        actions.CopyTo(_actions);
        _resets = false;
        Together();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_ends)
        {
            _ends = true;
            _meeting.SignalAndWait();
            foreach (Thread thread in _threads)
                thread.Join();
            _meeting.Dispose();
            foreach (IEnvironment environment in _environments)
                environment.Dispose();
        }
    }

    private int First(int thread, int threads) => (int)((long)Count * thread / threads);

    private void Together()
    {
        ObjectDisposedException.ThrowIf(_ends, this);
        _meeting.SignalAndWait();
        Work(0);
        _meeting.SignalAndWait();
        (ExceptionDispatchInfo? broken, _broken) = (_broken, null);
        broken?.Throw();
    }

    private void Serve(int thread)
    {
        while (true)
        {
            _meeting.SignalAndWait();
            if (_ends)
                return;
            Work(thread);
            _meeting.SignalAndWait();
        }
    }

    private void Work(int thread)
    {
        try
        {
            int threads = _threads.Length + 1;
            for (int i = First(thread, threads); i < First(thread + 1, threads); i++)
                if (_resets)
                    Begin(i);
                else
                    Step(i);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _broken, ExceptionDispatchInfo.Capture(e), null);
        }
    }

    private void Step(int i)
    {
        IEnvironment environment = _environments[i];
        StepResult result = environment.Step(Row(_actions, i, Spec.ActionSize));
        _steps[i]++;
        (Batch.Rewards[i], Batch.Terminated[i], Batch.Truncated[i]) = (result.Reward, result.Terminated, result.Truncated);
        environment.ReadCosts(Row(Batch.Costs, i, Spec.CostNames.Count));
        if (!result.Done)
        {
            Observe(i, Batch.Observations, Batch.Privileged);
            return;
        }

        Observe(i, Batch.FinalObservations, Batch.FinalPrivileged);
        environment.ReadMetrics(Row(Batch.Metrics, i, Spec.MetricNames.Count));
        (Batch.Lengths[i], Batch.Faults[i]) = (_steps[i], result.Fault);
        Begin(i);
    }

    private void Begin(int i)
    {
        _environments[i].Reset(EpisodeRandom.Derive(_seeds[i], _episodes[i]++));
        _steps[i] = 0;
        Observe(i, Batch.Observations, Batch.Privileged);
    }

    private void Observe(int i, float[] observations, float[] privileged) =>
        _environments[i].Observe(Row(observations, i, Spec.ObservationSize), Row(privileged, i, Spec.PrivilegedSize));

    private static Span<float> Row(float[] array, int i, int width) => array.AsSpan(i * width, width);
}
