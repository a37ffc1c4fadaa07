using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Centres and scales the numbers of a chunk's code (<see cref="ChunkCode"/>), each step's and each number's by its own mean and
/// standard deviation. Immutable.
/// </summary>
public sealed class PolicyNormalizer
{
    private readonly float[] _mean, _deviation;

    /// <summary>Makes a normaliser.</summary>
    /// <param name="mean">Shape: [64 x 13], row-major. Units: <see cref="ChunkCode"/>'s.</param>
    /// <param name="deviation">Standard deviations. Shape: [64 x 13]. Units: as the means. Range: above 0.</param>
    /// <exception cref="PolicyException">A length is wrong, a number is not finite, or a deviation is not above 0.</exception>
    public PolicyNormalizer(IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        if (mean.Count != PolicyLayout.ChunkSize || deviation.Count != PolicyLayout.ChunkSize)
            throw new PolicyException($"The normaliser has {mean.Count} means and {deviation.Count} deviations; {ActionChunk.Horizon} x {RobotModel.Dof} = {PolicyLayout.ChunkSize} of each are needed.");
        for (int i = 0; i < mean.Count; i++)
            if (!float.IsFinite(mean[i]) || !float.IsFinite(deviation[i]) || deviation[i] <= 0)
                throw new PolicyException($"The normaliser's step {i / RobotModel.Dof}, number {i % RobotModel.Dof} has mean {mean[i]} and deviation {deviation[i]}; both must be finite and the deviation above 0.");
        (_mean, _deviation) = ([.. mean], [.. deviation]);
        Hash = Convert.ToHexStringLower(SHA256.HashData([.. MemoryMarshal.AsBytes<float>(_mean), .. MemoryMarshal.AsBytes<float>(_deviation)]));
    }

    /// <summary>Gets the means. Shape: [64 x 13]. Units: <see cref="ChunkCode"/>'s.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Gets the standard deviations. Shape: [64 x 13]. Units: as the means.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>Gets the SHA-256 of all numbers, hexadecimal; the models that were trained with them carry it.</summary>
    public string Hash { get; }

    /// <summary>Centres and scales one number of a chunk's code.</summary>
    /// <param name="index">Step x 13 + number.</param>
    /// <param name="value">As <see cref="ChunkCode"/> gives it.</param>
    public float Normalize(int index, double value) => (float)((value - _mean[index]) / _deviation[index]);

    /// <summary>Undoes <see cref="Normalize"/> on a whole chunk, in place.</summary>
    /// <param name="numbers">The policy's numbers on entry, those of <see cref="ChunkCode"/> on return. Shape: [64 x 13].</param>
    public void Restore(Span<float> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = (float)(_mean[i] + ((double)_deviation[i] * numbers[i]));
    }
}
