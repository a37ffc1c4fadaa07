using DexGrasp.Core.Environments;

namespace DexGrasp.Tests.Sim.Environments;

/// <summary>
/// Counts its steps and shows seed and count; an episode has 3 to 6 steps. Ends by truncation where the seed is even. Can be told
/// to throw, and notes what its thread has allocated at each step.
/// </summary>
internal sealed class CountingEnvironment : IEnvironment
{
    private ulong _seed;
    private int _count;

    public EnvironmentSpec Spec { get; } = new("counting", 3, 1, 1, ["steps"], ["success", "length"], TimeSpan.FromSeconds(0.05), 6);

    public bool Throws { get; set; }

    public bool IsDisposed { get; private set; }

    public long AllocatedByThread { get; private set; }

    private int Last => 3 + (int)(_seed % 4);

    public void Reset(ulong seed) => (_seed, _count) = (seed, 0);

    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (Throws)
            throw new InvalidOperationException("told to");
        AllocatedByThread = GC.GetAllocatedBytesForCurrentThread();
        _count++;
        bool last = _count == Last;
        return new StepResult(action[0] + _count, last && _seed % 2 == 1, last && _seed % 2 == 0);
    }

    public void Observe(Span<float> observation, Span<float> privileged) =>
        (observation[0], observation[1], observation[2], privileged[0]) = (_seed % 1000, _count, Last, -_count);

    public void ReadCosts(Span<float> costs) => costs[0] = _count;

    public void ReadMetrics(Span<float> metrics) => (metrics[0], metrics[1]) = (1, _count);

    public void Dispose() => IsDisposed = true;
}
