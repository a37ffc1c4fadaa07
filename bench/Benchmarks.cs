namespace DexGrasp.Bench;

/// <summary>All benchmarks, in the order in which <c>dexgrasp bench all</c> runs them.</summary>
public static class Benchmarks
{
    /// <summary>Gets the benchmarks.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("gate", "the safety gate: time of one command and of one chunk", Safety.GateBenchmark.Run),
        new("loop", "the driver host's loop at 100 Hz beside a busy process for every processor core", Drivers.LoopBenchmark.Run),
        new("mqtt", "one full chunk through the embedded broker and back", Drivers.MqttBenchmark.Run),
        new("physics", "physics steps through the bridge, beside a C program with the same steps", Physics.PhysicsBenchmark.Run),
        new("render", "one colour and depth picture of head and wrist camera", Physics.RenderBenchmark.Run),
    ];
}
