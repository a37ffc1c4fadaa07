using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// Maps each dimension of an action from its range in the training data to [-1, 1]. Only actions are normalised; the joint
/// state goes into the model as it is.
/// </summary>
public sealed class LinearNormalizer
{
    private const float LeastRange = 1e-4f;

    /// <summary>Makes a normaliser.</summary>
    /// <param name="scale">Factor of each dimension. Finite, not 0.</param>
    /// <param name="offset">Added after scaling. Same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a number is not usable.</exception>
    public LinearNormalizer(IReadOnlyList<float> scale, IReadOnlyList<float> offset)
    {
        if (scale.Count != offset.Count)
            throw new ArgumentException($"Normaliser: {scale.Count} scales and {offset.Count} offsets; one of each for a dimension is needed.");
        for (int i = 0; i < scale.Count; i++)
            if (!float.IsFinite(scale[i]) || scale[i] == 0 || !float.IsFinite(offset[i]))
                throw new ArgumentException($"Normaliser, dimension {i}: scale {scale[i]}, offset {offset[i]}; both must be finite and the scale not 0.");
        Scale = scale;
        Offset = offset;
    }

    /// <summary>Gets the factor of each dimension.</summary>
    public IReadOnlyList<float> Scale { get; }

    /// <summary>Gets what is added after scaling.</summary>
    public IReadOnlyList<float> Offset { get; }

    /// <summary>Returns a normaliser that changes nothing.</summary>
    public static LinearNormalizer Identity(int size) => new([.. Enumerable.Repeat(1f, size)], new float[size]);

    /// <summary>Fits the range of some data. A dimension narrower than 1e-4 is only moved, to 0.</summary>
    /// <param name="least">Smallest value of each dimension.</param>
    /// <param name="most">Largest value of each dimension. Same shape.</param>
    public static LinearNormalizer FromLimits(IReadOnlyList<float> least, IReadOnlyList<float> most)
    {
        if (least.Count != most.Count)
            throw new ArgumentException($"Normaliser: {least.Count} smallest and {most.Count} largest values; one of each for a dimension is needed.");
        float[] scale = new float[least.Count], offset = new float[least.Count];
        for (int i = 0; i < scale.Length; i++)
        {
            float range = most[i] - least[i];
            (scale[i], offset[i]) = range < LeastRange ? (1, -least[i]) : (2 / range, -1 - (2 / range * least[i]));
        }

        return new LinearNormalizer(scale, offset);
    }

    /// <summary>Returns actions in the model's range. Shape: [..., size].</summary>
    public Tensor Normalise(Tensor actions)
    {
        using var scope = NewDisposeScope();
        return ((actions * Row(Scale, actions)) + Row(Offset, actions)).MoveToOuterDisposeScope();
    }

    /// <summary>Returns actions in the data's range. Shape: [..., size].</summary>
    public Tensor Restore(Tensor normalised)
    {
        using var scope = NewDisposeScope();
        return ((normalised - Row(Offset, normalised)) / Row(Scale, normalised)).MoveToOuterDisposeScope();
    }

    private static Tensor Row(IReadOnlyList<float> values, Tensor like) => tensor(values.ToArray(), device: like.device);
}
