using System.Diagnostics;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;

namespace DexGrasp.Bench.Controller;

/// <summary>Measures one chunk of a learned policy, encoder and flow steps together, on one thread: with the cache of keys and values, and without.</summary>
public static class PolicyBenchmark
{
    /// <summary>Name of the denoiser without a cache, which <c>dexgrasp export --random</c> writes.</summary>
    public const string UncachedName = "denoiser-uncached.onnx";

    private static readonly int[] Steps = [1, 2, 4, 8];

    /// <summary>Measures. Cached and uncached chunks alternate, so that a busy machine slows both alike.</summary>
    /// <param name="folder">A policy.</param>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early; rows are made from what was measured by then.</param>
    /// <exception cref="PolicyException">The policy cannot be used.</exception>
    public static IReadOnlyList<BenchmarkRow> Run(string folder, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var model = new PolicyModel(PolicyFolder.Read(folder, Rm75.Model));
        string uncachedPath = Path.Combine(folder, UncachedName);
        using UncachedPolicy? uncached = File.Exists(uncachedPath) ? new UncachedPolicy(uncachedPath) : null;
        var rows = new List<BenchmarkRow>();
        foreach (int steps in Steps)
        {
            var sampler = new FlowSampler(0);
            var chunk = new float[PolicyLayout.ChunkSize];
            List<double> with = [], without = [];
            Once(model, model, sampler, steps, chunk);
            long started = Stopwatch.GetTimestamp(), bytes = 0;
            do
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                double ms = Once(model, model, sampler, steps, chunk);
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                with.Add(ms);
                if (uncached is not null)
                    without.Add(Once(model, uncached, sampler, steps, chunk));
            }
            while (Stopwatch.GetElapsedTime(started) < duration / Steps.Length && !cancellationToken.IsCancellationRequested);
            BenchmarkRow? peer = without.Count == 0 ? null : BenchmarkRow.FromValues($"policy.chunk.{steps}-steps.uncached", "ms", without.ToArray());
            var row = BenchmarkRow.FromValues($"policy.chunk.{steps}-steps", "ms", with.ToArray());
            rows.Add(peer is null ? row : row with { Baseline = "without the cache", Ratio = row.P50 / peer.P50 });
            if (peer is not null)
                rows.Add(peer);
            rows.Add(BenchmarkRow.FromValues($"policy.chunk.{steps}-steps.allocated", "bytes/chunk", [(double)bytes / with.Count]));
        }

        return rows;
    }

    private static double Once(PolicyModel model, IVelocityField field, FlowSampler sampler, int steps, float[] chunk)
    {
        long started = Stopwatch.GetTimestamp();
        model.Encode();
        sampler.Sample(field, steps, null, chunk);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
