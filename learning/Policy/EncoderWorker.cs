using DexGrasp.Learning.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// One thread's share of a step: libtorch gains little from two threads on one small network, and nearly everything from two
/// networks on one thread each.
/// </summary>
/// <param name="stage">This worker's copy of the network.</param>
/// <param name="reader">This worker's reader.</param>
/// <param name="normalizer">Of the samples.</param>
/// <param name="share">Samples of a step that are this worker's.</param>
internal sealed class EncoderWorker(EncoderStage stage, SampleReader reader, ChunkNormalizer normalizer, int share)
{
    private const double TruthWeight = 0.3;
    private const double Beta = 0.1;
    private const int NearStep = 5;
    private readonly SampleBatch _batch = new(share);

    /// <summary>Computes the gradient of a step on all workers and leaves its mean in the live network.</summary>
    /// <param name="workers">Equal shares.</param>
    /// <param name="live">Its weights are copied to the workers first.</param>
    /// <param name="indices">Samples. Shape: [workers x share].</param>
    /// <param name="seed">Of what is changed in the samples.</param>
    /// <returns>Mean losses of chunk and truth.</returns>
    public static (double Chunk, double Truth) Step(IReadOnlyList<EncoderWorker> workers, EncoderStage live, int[] indices, int seed)
    {
        var losses = new (double Chunk, double Truth)[workers.Count];
        Exception? broken = null;
        Thread[] threads = [.. workers.Select((worker, w) => new Thread(() =>
        {
            try
            {
                losses[w] = worker.Gradient(live, indices.AsSpan(w * worker._batch.Size, worker._batch.Size), unchecked(seed + (w * 7_000_003)));
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
        return (losses.Average(l => l.Chunk), losses.Average(l => l.Truth));
    }

    /// <summary>Judges a network on samples as they are.</summary>
    /// <returns>Loss of the chunk, and mean error of the arm's joints 0.3 s ahead. Unit of the second: mrad.</returns>
    public static (double Loss, double NearMrad) Validate(EncoderWorker worker, EncoderStage mean, int[] samples, ChunkNormalizer normalizer)
    {
        const int Most = 1024;
        using var none = no_grad();
        mean.eval();
        double loss = 0, near = 0;
        int batches = Math.Min(Most, samples.Length) / worker._batch.Size, stride = Math.Max(1, samples.Length / Math.Max(1, batches * worker._batch.Size));
        for (int b = 0; b < batches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * worker._batch.Size, worker._batch.Size).Select(k => samples[k * stride])];
            worker._batch.Fill(worker.Plain, indices, b);
            Tensor error = (mean.Predict(worker._batch).Chunk - worker.Wanted()).abs();
            loss += (error * StepWeights.Make()).mean().item<float>();
            near += 1000 * (error.select(1, NearStep) * normalizer.DeviationTensor().select(0, NearStep)).narrow(1, 0, Core.Robots.RobotModel.ArmDof).mean().item<float>();
        }

        return (loss / batches, near / batches);
    }

    /// <summary>Gets a reader that changes nothing.</summary>
    public required SampleReader Plain { get; init; }

    private static void Gather(IReadOnlyList<EncoderWorker> workers, EncoderStage live)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        (string, Parameter)[][] parts = [.. workers.Select(w => w.Parameters())];
        (string Name, Parameter Parameter)[] whole = [.. live.named_parameters()];
        for (int i = 0; i < whole.Length; i++)
        {
            Tensor sum = parts[0][i].Item2.grad!.clone();
            for (int w = 1; w < parts.Length; w++)
                sum.add_(parts[w][i].Item2.grad!);
            whole[i].Parameter.grad = sum.div_(workers.Count).DetachFromDisposeScope();
        }

        (string, Tensor)[] buffers = [.. live.named_buffers()];
        (string, Tensor)[] first = [.. workers[0].Buffers()];
        for (int i = 0; i < buffers.Length; i++)
            buffers[i].Item2.copy_(first[i].Item2);
    }

    private (string, Parameter)[] Parameters() => [.. stage.named_parameters()];

    private (string, Tensor)[] Buffers() => [.. stage.named_buffers()];

    private (double Chunk, double Truth) Gradient(EncoderStage live, ReadOnlySpan<int> indices, int seed)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
            foreach (((string _, Parameter to), (string _, Parameter from)) in stage.named_parameters().Zip(live.named_parameters()))
                to.copy_(from);
        stage.train();
        stage.zero_grad();
        _batch.Fill(reader, indices, seed);
        (Tensor chunk, Tensor truth) = stage.Predict(_batch);
        Tensor chunkLoss = (nn.functional.smooth_l1_loss(chunk, Wanted(), nn.Reduction.None, Beta) * StepWeights.Make()).mean();
        Tensor wanted = _batch.Truth(), known = wanted.isfinite();
        Tensor truthLoss = (nn.functional.smooth_l1_loss(truth, wanted.nan_to_num(), nn.Reduction.None, Beta) * known).mean();
        (chunkLoss + (truthLoss * TruthWeight)).backward();
        return (chunkLoss.item<float>(), truthLoss.item<float>());
    }

    private Tensor Wanted() => (_batch.Chunk() - normalizer.MeanTensor()) / normalizer.DeviationTensor();
}
