using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>
/// A step shared out among threads, each with its own copy of the network: libtorch gains little from two threads on one small
/// network, and nearly everything from two networks on one thread each. The result does not depend on how threads are scheduled.
/// </summary>
internal static class DataParallel
{
    private const int SeedStride = 7_000_003;

    /// <summary>Computes the gradient of a step on all workers and leaves its mean in the live network.</summary>
    /// <param name="workers">Equal shares.</param>
    /// <param name="live">Its weights are copied to the workers first; buffers come back from the first worker.</param>
    /// <param name="indices">Samples. Shape: [sum of shares].</param>
    /// <param name="seed">Of everything random in the step.</param>
    /// <returns>Mean parts of the loss.</returns>
    public static double[] Step(IReadOnlyList<IGradientWorker> workers, nn.Module live, int[] indices, int seed)
    {
        var losses = new double[workers.Count][];
        Exception? broken = null;
        Thread[] threads = [.. workers.Select((worker, w) => new Thread(() =>
        {
            try
            {
                using var scope = NewDisposeScope();
                Copy(live, worker.Network);
                worker.Network.zero_grad();
                losses[w] = worker.Gradient(indices.AsSpan(w * worker.Share, worker.Share), SeedOf(seed, w));
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref broken, e, null);
            }
        }, 16 << 20))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        if (broken is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
        Gather(workers, live);
        return [.. Enumerable.Range(0, losses[0].Length).Select(k => losses.Average(l => l[k]))];
    }

    /// <summary>Tells all workers what comes after the step that begins now.</summary>
    public static void Announce(IReadOnlyList<IGradientWorker> workers, int[] indices, int seed)
    {
        for (int w = 0; w < workers.Count; w++)
            workers[w].Announce(indices.AsSpan(w * workers[w].Share, workers[w].Share), SeedOf(seed, w));
    }

    private static int SeedOf(int seed, int worker) => unchecked(seed + (worker * SeedStride));

    private static void Copy(nn.Module from, nn.Module to)
    {
        using var none = no_grad();
        foreach (((string _, Parameter target), (string _, Parameter source)) in to.named_parameters().Zip(from.named_parameters()))
            target.copy_(source);
    }

    private static void Gather(IReadOnlyList<IGradientWorker> workers, nn.Module live)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        Parameter[][] parts = [.. workers.Select(w => w.Network.parameters().ToArray())];
        int i = 0;
        foreach (Parameter whole in live.parameters())
        {
            if (parts[0][i].grad is { } first)
            {
                Tensor sum = first.clone();
                for (int w = 1; w < parts.Length; w++)
                    sum.add_(parts[w][i].grad!);
                whole.grad = sum.div_(workers.Count);
            }

            i++;
        }

        foreach (((string _, Tensor to), (string _, Tensor from)) in live.named_buffers().Zip(workers[0].Network.named_buffers()))
            to.copy_(from);
    }
}
