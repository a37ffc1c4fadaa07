using DexGrasp.Planner.Grounding;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Grounding;

/// <summary>Examples as tensors.</summary>
/// <param name="Crops">Shape: [N, 6, 32, 32].</param>
/// <param name="Numbers">Not normalised. Shape: [N, 53].</param>
/// <param name="Nouns">Index of each example's noun. Shape: [N], int64.</param>
internal sealed record GrounderData(Tensor Crops, Tensor Numbers, Tensor Nouns) : IDisposable
{
    /// <summary>Gets the number of examples.</summary>
    public long Count => Nouns.shape[0];

    /// <summary>Makes tensors of examples whose nouns are in the list.</summary>
    public static GrounderData Of(IReadOnlyList<GrounderExample> examples, IReadOnlyList<string> nouns)
    {
        Dictionary<string, long> index = nouns.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => (long)p.i, StringComparer.Ordinal);
        int size = ObjectSignature.Channels * ObjectSignature.Side * ObjectSignature.Side;
        var crops = new float[examples.Count * size];
        var numbers = new float[examples.Count * ObjectSignature.NumberCount];
        for (int i = 0; i < examples.Count; i++)
        {
            examples[i].Crop.CopyTo(crops, i * size);
            examples[i].Numbers.CopyTo(numbers, i * ObjectSignature.NumberCount);
        }

        return new GrounderData(
            tensor(crops, [examples.Count, ObjectSignature.Channels, ObjectSignature.Side, ObjectSignature.Side]),
            tensor(numbers, [examples.Count, ObjectSignature.NumberCount]), tensor(examples.Select(e => index[e.Noun]).ToArray()));
    }

    /// <summary>Takes a batch, changed at random: mirrored, dimmed, tinted, partly covered.</summary>
    public (Tensor Crops, Tensor Numbers, Tensor Nouns) Augmented(Tensor rows)
    {
        using var scope = NewDisposeScope();
        Tensor crops = Crops.index_select(0, rows), mask = crops.slice(1, 0, 1, 1);
        long count = rows.shape[0];
        crops = where(rand(count, 1, 1, 1).lt(0.5), crops.flip(3), crops);
        Tensor tint = cat([zeros(count, 3, 1, 1), randn(count, 1, 1, 1) * 0.12, randn(count, 2, 1, 1) * 0.05], 1);
        crops = crops + (tint * crops.slice(1, 0, 1, 1)) + (randn_like(crops) * 0.03 * crops.slice(1, 0, 1, 1));
        // A neighbour may hide a side: a strip of the crop goes blank in one of five.
        Tensor column = arange(ObjectSignature.Side, dtype: ScalarType.Float32).view(1, 1, 1, -1) / ObjectSignature.Side;
        Tensor edge = rand(count, 1, 1, 1) * 0.35;
        Tensor kept = where(rand(count, 1, 1, 1).lt(0.2), column.ge(edge).to(ScalarType.Float32), ones(count, 1, 1, ObjectSignature.Side));
        return ((crops * kept).MoveToOuterDisposeScope(), Numbers.index_select(0, rows).MoveToOuterDisposeScope(), Nouns.index_select(0, rows).MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Crops.Dispose();
        Numbers.Dispose();
        Nouns.Dispose();
    }
}
