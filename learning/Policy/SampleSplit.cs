using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Samples;

namespace DexGrasp.Learning.Policy;

/// <summary>Samples to learn from and samples to judge by; an episode is in one of them alone.</summary>
/// <param name="Training">Sample numbers.</param>
/// <param name="Validation">Sample numbers.</param>
internal sealed record SampleSplit(int[] Training, int[] Validation)
{
    /// <summary>Splits by episode.</summary>
    /// <param name="file">The samples.</param>
    /// <param name="every">One episode in so many is for validation.</param>
    public static SampleSplit Of(SampleFile file, int every)
    {
        ILookup<bool, int> parts = Enumerable.Range(0, file.Count).ToLookup(i => file.EpisodeOf(i) % every == 0);
        return new SampleSplit([.. parts[false]], [.. parts[true]]);
    }

    /// <summary>Refuses an empty part.</summary>
    /// <exception cref="Checkpoints.CheckpointException">There are too few samples.</exception>
    public void Check()
    {
        if (Training.Length == 0 || Validation.Length == 0)
            throw new Checkpoints.CheckpointException($"There are {Training.Length} samples to learn from and {Validation.Length} to judge by; neither may be 0. Collect more: dexgrasp train samples.");
    }

    /// <summary>Measures the chunks to learn from, as many as are needed for a good estimate.</summary>
    public PolicyNormalizer Normalizer(SampleReader reader)
    {
        const int Enough = 20_000;
        int stride = Math.Max(1, Training.Length / Enough);
        var chunk = new float[PolicyLayout.ChunkSize];
        return ChunkStatistics.Measure(Enumerable.Range(0, Training.Length / stride).Select(k =>
        {
            reader.ReadChunk(Training[k * stride], chunk);
            return chunk;
        }));
    }
}
