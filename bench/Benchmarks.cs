namespace DexGrasp.Bench;

/// <summary>All benchmarks, in the order in which <c>dexgrasp bench all</c> runs them.</summary>
public static class Benchmarks
{
    /// <summary>Gets the benchmarks that need nothing but this build.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("gate", "the safety gate: time of one command and of one chunk", Safety.GateBenchmark.Run),
        new("loop", "the driver host's loop at 100 Hz beside a busy process for every processor core", Drivers.LoopBenchmark.Run),
        new("mqtt", "a full chunk, and a picture, through the embedded broker and back", Drivers.MqttBenchmark.Run),
        new("physics", "physics steps through the bridge, beside a C program with the same steps", Physics.PhysicsBenchmark.Run),
        new("environments", "control steps of many environments on one and two threads, beside plain C threads with the same physics", Environments.EnvironmentBenchmark.Run),
        new("render", "one colour and depth picture of head and wrist camera", Physics.RenderBenchmark.Run),
    ];

    /// <summary>Returns the benchmarks of a learned policy.</summary>
    /// <param name="folder">A policy: encoder.onnx, denoiser.onnx and policy.json.</param>
    public static IReadOnlyList<Benchmark> OfPolicy(string folder) =>
    [
        new("policy", "one chunk of a learned policy on one thread, for 1, 2, 4 and 8 flow steps", (duration, stop) => Controller.PolicyBenchmark.Run(folder, duration, stop)),
        new("overlap", "a learned policy's chunks worked out 20 times a second while they play", (duration, stop) => Controller.OverlapBenchmark.Run(folder, duration, stop)),
    ];
}
