namespace DexGrasp.Bench;

/// <summary>A benchmark that <c>dexgrasp bench NAME</c> can run.</summary>
/// <param name="Name">Short lower-case name: "gate", "loop", "mqtt", "physics".</param>
/// <param name="Description">One line for the list.</param>
/// <param name="Run">Measures for about the given time and returns its rows.</param>
public sealed record Benchmark(string Name, string Description, Func<TimeSpan, CancellationToken, IReadOnlyList<BenchmarkRow>> Run);
