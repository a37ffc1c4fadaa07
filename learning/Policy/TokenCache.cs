using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// What the frozen encoder says of every sample, worked out once: each sample in several random changes, since the encoder is not run
/// again in the second stage. Half precision.
/// </summary>
internal sealed class TokenCache
{
    private readonly Half[][] _tokens;
    private readonly float[][] _chunks;
    private readonly long _count, _width;

    private TokenCache(Half[][] tokens, float[][] chunks, long count, long width) => (_tokens, _chunks, _count, _width) = (tokens, chunks, count, width);

    /// <summary>Gets the number of entries: samples times changes.</summary>
    public int Count => _tokens.Length;

    /// <summary>Runs the encoder over samples.</summary>
    /// <param name="encoder">In evaluation mode; used by all threads at once.</param>
    /// <param name="device">Where the encoder is.</param>
    /// <param name="file">The samples.</param>
    /// <param name="samples">Sample numbers.</param>
    /// <param name="changes">How often each is taken. Entry c * samples + k is sample k.</param>
    /// <param name="augmentation">What is changed.</param>
    /// <param name="threads">Worker threads.</param>
    /// <param name="stop">Interrupts.</param>
    public static TokenCache Make(ObservationTokens encoder, Device device, SampleFile file, int[] samples, int changes, Augmentation augmentation, int threads, CancellationToken stop)
    {
        const int Batch = 32;
        int total = samples.Length * changes, next = 0;
        var tokens = new Half[total][];
        var chunks = new float[total][];
        long width = 0;
        using var finalizers = new FinalizerGate();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work, 16 << 20))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        stop.ThrowIfCancellationRequested();
        return new TokenCache(tokens, chunks, encoder.Count, width);

        void Work()
        {
            using var none = no_grad();
            SampleReader reader = EncoderRun.Reader(file, augmentation);
            for (int from = Interlocked.Add(ref next, Batch) - Batch; from < total && !stop.IsCancellationRequested; from = Interlocked.Add(ref next, Batch) - Batch)
            {
                using var scope = NewDisposeScope();
                int many = Math.Min(Batch, total - from);
                var batch = new SampleBatch(many);
                batch.Fill(reader, [.. Enumerable.Range(from, many).Select(k => samples[k % samples.Length])], from);
                BatchTensors read = batch.ToTensors(device);
                Tensor said = encoder.forward(read.Head, read.Wrist, read.State).to(float16).cpu();
                width = said.shape[2];
                for (int k = 0; k < many; k++)
                {
                    tokens[from + k] = [.. said[k].flatten().data<Half>()];
                    chunks[from + k] = batch.ChunkOf(k).ToArray();
                }
            }
        }
    }

    /// <summary>Returns entries side by side: tokens [B, N, E] and encoded chunks [B, 64, 13].</summary>
    public (Tensor Tokens, Tensor Chunks) Take(ReadOnlySpan<int> entries, Device device)
    {
        int size = (int)(_count * _width);
        var flat = new float[entries.Length * size];
        var chunk = new float[entries.Length * PolicyLayout.ChunkSize];
        for (int b = 0; b < entries.Length; b++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertToSingle(_tokens[entries[b]], flat.AsSpan(b * size, size));
            _chunks[entries[b]].CopyTo(chunk.AsSpan(b * PolicyLayout.ChunkSize));
        }

        return (
            tensor(flat, [entries.Length, _count, _width], device: device),
            tensor(chunk, [entries.Length, Core.Messages.ActionChunk.Horizon, Core.Robots.RobotModel.Dof], device: device));
    }
}
