namespace DexGrasp.Learning.Samples;

/// <summary>Gives batches to one network.</summary>
internal interface IBatchSource
{
    /// <summary>Gets the samples of a batch.</summary>
    int Size { get; }

    /// <summary>Says which batch follows the one that is taken next, so that it can be got ready meanwhile.</summary>
    /// <param name="indices">Shape: [<see cref="Size"/>].</param>
    /// <param name="seed">Decides what is changed.</param>
    void Announce(ReadOnlySpan<int> indices, int seed);

    /// <summary>Returns a batch.</summary>
    /// <param name="indices">Shape: [<see cref="Size"/>].</param>
    /// <param name="seed">Decides what is changed.</param>
    BatchTensors Take(ReadOnlySpan<int> indices, int seed);
}
