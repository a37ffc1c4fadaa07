using System.CommandLine;
using System.Diagnostics;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Policy;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp-learn bench</c>: one chunk of the compact policy in libtorch beside OnnxRuntime, one thread each, taking turns.</summary>
internal static class BenchCommand
{
    private static readonly int[] Steps = [1, 2, 4, 8];

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "how long to measure", HelpName = "N", DefaultValueFactory = _ => 10 };
        var command = new Command("bench", "time one chunk of the compact policy in libtorch and in OnnxRuntime") { seconds };
        command.SetAction((parsed, stop) =>
        {
            Run(TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(seconds))), parsed.InvocationConfiguration.Output, stop);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Run(TimeSpan duration, TextWriter output, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory("dexgrasp-bench-").FullName;
        try
        {
            using ExportedPolicy policy = ExportedPolicy.Random(new CompactConfig(), 0);
            PolicyExporter.Export(folder, policy, Rm75.Model, 4, "bench");
            using var model = new PolicyModel(PolicyFolder.Read(folder, Rm75.Model));
            output.WriteLine("steps  libtorch p50, p99 ms  OnnxRuntime p50, p99 ms  ratio");
            foreach (int steps in Steps)
            {
                List<double> torch = [], onnx = [];
                long started = Stopwatch.GetTimestamp();
                do
                {
                    torch.Add(Time(() => Torch(policy, steps)));
                    onnx.Add(Time(() => Onnx(model, steps)));
                }
                while (Stopwatch.GetElapsedTime(started) < duration / Steps.Length && !stop.IsCancellationRequested);
                output.WriteLine($"{steps,5}  {At(torch, 0.5),12:0.00}, {At(torch, 0.99),7:0.00}  {At(onnx, 0.5),15:0.00}, {At(onnx, 0.99),7:0.00}  {At(torch, 0.5) / At(onnx, 0.5),5:0.0}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Torch(ExportedPolicy policy, int steps)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor condition = policy.Encoder.forward(
            zeros(1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize),
            zeros(1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth), zeros(1, PolicyLayout.StateSize));
        Tensor chunk = randn(1, PolicyLayout.ChunkSize / RobotModel.Dof, RobotModel.Dof);
        for (int k = 0; k < steps; k++)
            chunk += policy.Denoiser.forward(chunk, full(1, (float)k / steps), condition) / steps;
    }

    private static void Onnx(PolicyModel model, int steps)
    {
        model.Encode();
        new FlowSampler(0).Sample(model, steps, null, new float[PolicyLayout.ChunkSize]);
    }

    private static double Time(Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double At(List<double> values, double share)
    {
        values.Sort();
        return values[Math.Min((int)(share * values.Count), values.Count - 1)];
    }
}
