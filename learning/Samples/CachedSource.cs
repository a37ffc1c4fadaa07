namespace DexGrasp.Learning.Samples;

/// <summary>Takes batches out of a <see cref="SampleCache"/>.</summary>
/// <param name="cache">Holds every sample that is asked for.</param>
/// <param name="size">Samples of a batch.</param>
internal sealed class CachedSource(SampleCache cache, int size) : IBatchSource
{
    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public void Announce(ReadOnlySpan<int> indices, int seed)
    {
    }

    /// <inheritdoc/>
    public BatchTensors Take(ReadOnlySpan<int> indices, int seed)
    {
        var random = new Random(seed);
        var rows = new long[indices.Length];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = cache.RowOf(indices[i], random.Next(cache.Changes));
        return cache.Take(rows);
    }
}
