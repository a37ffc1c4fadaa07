namespace DexGrasp.Bench;

/// <summary>All benchmarks, in the order in which <c>dexgrasp bench all</c> runs them.</summary>
public static class Benchmarks
{
    /// <summary>Gets the benchmarks.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("gate", "the safety gate: time of one command and of one chunk", Safety.GateBenchmark.Run),
    ];
}
