using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Samples;

/// <summary>
/// Samples in a device's memory, each in several random changes: a GPU learns faster than processors can read. Pictures take
/// 160 kB a sample and change (half precision).
/// </summary>
internal sealed class SampleCache : IDisposable
{
    private readonly BatchTensors _all;
    private readonly Device _device;
    private readonly Dictionary<int, int> _places = [];
    private readonly int _count;

    private SampleCache(int[] samples, int changes, Device device)
    {
        (_count, Changes, _device) = (samples.Length, changes, device);
        for (int k = 0; k < samples.Length; k++)
            _places[samples[k]] = k;
        long rows = (long)samples.Length * changes;
        _all = new BatchTensors(
            Empty(float16, rows, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize),
            Empty(float16, rows, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth),
            Empty(float32, rows, PolicyLayout.StateSize), Empty(float32, rows, ActionChunk.Horizon, RobotModel.Dof), Empty(float32, rows, SampleLayout.TruthSize));

        Tensor Empty(ScalarType type, params long[] shape) => empty(shape, dtype: type, device: device).DetachFromDisposeScope();
    }

    /// <summary>Gets in how many changes each sample is there.</summary>
    public int Changes { get; }

    /// <summary>Reads samples.</summary>
    /// <param name="file">The samples.</param>
    /// <param name="samples">Sample numbers.</param>
    /// <param name="changes">How often each is read. Range: at least 1.</param>
    /// <param name="augmentation">What is changed.</param>
    /// <param name="threads">Readers.</param>
    /// <param name="device">Where they are kept.</param>
    /// <param name="stop">Interrupts.</param>
    public static SampleCache Make(SampleFile file, int[] samples, int changes, Augmentation augmentation, int threads, Device device, CancellationToken stop)
    {
        const int Batch = 64;
        var cache = new SampleCache(samples, changes, device);
        int total = samples.Length * changes, next = 0;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work, 16 << 20))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        stop.ThrowIfCancellationRequested();
        return cache;

        void Work()
        {
            using var none = no_grad();
            SampleReader reader = Policy.EncoderRun.Reader(file, augmentation);
            for (int from = Interlocked.Add(ref next, Batch) - Batch; from < total && !stop.IsCancellationRequested; from = Interlocked.Add(ref next, Batch) - Batch)
            {
                using var scope = NewDisposeScope();
                int many = Math.Min(Batch, total - from);
                var batch = new SampleBatch(many);
                batch.Fill(reader, [.. Enumerable.Range(from, many).Select(k => samples[k % samples.Length])], from);
                BatchTensors read = batch.ToTensors(device);
                foreach ((Tensor all, Tensor part) in cache._all.Parts.Zip(read.Parts))
                    all.narrow(0, from, many).copy_(part);
            }
        }
    }

    /// <summary>Returns where a sample lies.</summary>
    /// <param name="sample">Sample number.</param>
    /// <param name="change">Range: 0 to <see cref="Changes"/> - 1.</param>
    public long RowOf(int sample, int change) => ((long)change * _count) + _places[sample];

    /// <summary>Returns rows side by side.</summary>
    public BatchTensors Take(long[] rows)
    {
        using var scope = NewDisposeScope();
        Tensor where = tensor(rows, device: _device);
        return new BatchTensors(Pick(_all.Head), Pick(_all.Wrist), Pick(_all.State), Pick(_all.Chunk), Pick(_all.Truth));

        Tensor Pick(Tensor all) => all.index_select(0, where).to(float32).MoveToOuterDisposeScope();
    }

    public void Dispose() => _all.Dispose();
}
