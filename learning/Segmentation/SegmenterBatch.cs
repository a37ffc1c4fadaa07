using DexGrasp.Controller.Perception;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Segmentation;

/// <summary>Windows side by side, as arrays that are filled again and again.</summary>
/// <param name="reader">Reads samples.</param>
/// <param name="size">Samples, B. Range: at least 1.</param>
internal sealed class SegmenterBatch(SegmenterReader reader, int size)
{
    private readonly float[] _input = new float[size * SegmenterLayout.Length];
    private readonly float[] _target = new float[size * SegmenterLayout.Pixels];

    /// <summary>Gets B.</summary>
    public int Size => size;

    /// <summary>Reads samples.</summary>
    /// <param name="indices">Shape: [B].</param>
    /// <param name="wanted">Which prompt; null for either.</param>
    /// <param name="seed">Of what is changed: sample k of the batch uses seed + k.</param>
    /// <param name="device">Where to.</param>
    /// <returns>Inputs [B, Channels, Size, Size] and shares [B, 1, Size, Size].</returns>
    public (Tensor Input, Tensor Target) Read(ReadOnlySpan<int> indices, SegmenterPrompt? wanted, int seed, Device device)
    {
        for (int k = 0; k < size; k++)
            reader.Read(
                indices[k], wanted, new Random(unchecked(seed + k)), _input.AsSpan(k * SegmenterLayout.Length, SegmenterLayout.Length),
                _target.AsSpan(k * SegmenterLayout.Pixels, SegmenterLayout.Pixels));
        return (tensor(_input, [size, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size], device: device),
            tensor(_target, [size, 1, SegmenterLayout.Size, SegmenterLayout.Size], device: device));
    }
}
