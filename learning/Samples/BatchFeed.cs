using static TorchSharp.torch;

namespace DexGrasp.Learning.Samples;

/// <summary>
/// Reads batches for one network, with as many threads as there are readers; a GPU eats faster than one can read. The next batch can
/// be read while the present one is learned from. What comes out does not depend on the number of readers.
/// </summary>
internal sealed class BatchFeed : IBatchSource
{
    private readonly (SampleReader Reader, SampleBatch Batch)[] _parts;
    private readonly Device _device;
    private (int[] Indices, int Seed)? _announced;
    private (int Seed, Task<BatchTensors[]> Parts)? _ahead;

    /// <summary>Makes a feed.</summary>
    /// <param name="file">Stays the caller's.</param>
    /// <param name="augmentation">What is changed at random.</param>
    /// <param name="size">Samples of a batch.</param>
    /// <param name="readers">Threads. Range: 1 to <paramref name="size"/>, which it divides.</param>
    /// <param name="device">Where the batch is wanted.</param>
    public BatchFeed(SampleFile file, Augmentation augmentation, int size, int readers, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(readers >= 1 && size % readers == 0, true, nameof(readers));
        _parts = [.. Enumerable.Range(0, readers).Select(_ => (Policy.EncoderRun.Reader(file, augmentation), new SampleBatch(size / readers)))];
        (_device, Size) = (device, size);
    }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public void Announce(ReadOnlySpan<int> indices, int seed) => _announced = (indices.ToArray(), seed);

    /// <inheritdoc/>
    public BatchTensors Take(ReadOnlySpan<int> indices, int seed)
    {
        BatchTensors[] parts = _ahead is { } ahead && ahead.Seed == seed ? ahead.Parts.GetAwaiter().GetResult() : Read(indices.ToArray(), seed);
        _ahead = null;
        // Not before now: the readers' buffers are one batch deep.
        if (_parts.Length > 1 && _announced is { } next)
            _ahead = (next.Seed, Task.Run(() => Read(next.Indices, next.Seed)));
        _announced = null;
        return BatchTensors.Join(parts);
    }

    private BatchTensors[] Read(int[] indices, int seed)
    {
        var tensors = new BatchTensors[_parts.Length];
        if (_parts.Length == 1)
            ReadPart(0);
        else
            Parallel.For(0, _parts.Length, new ParallelOptions { MaxDegreeOfParallelism = _parts.Length }, ReadPart);
        return tensors;

        void ReadPart(int p)
        {
            (SampleReader reader, SampleBatch batch) = _parts[p];
            batch.Fill(reader, indices.AsSpan(p * batch.Size, batch.Size), unchecked(seed + (p * batch.Size)));
            tensors[p] = batch.ToTensors(_device);
        }
    }
}
