using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Between joint targets and the numbers that a policy computes with. An arm target counts from the command in force at the
/// observation, a hand target is absolute; both are then centred and scaled by step and joint. Immutable.
/// </summary>
public sealed class PolicyNormalizer
{
    private readonly float[] _mean, _deviation;

    /// <summary>Makes a normaliser.</summary>
    /// <param name="mean">Shape: [64 x 13], row-major. Unit: rad.</param>
    /// <param name="deviation">Standard deviations. Shape: [64 x 13]. Unit: rad. Range: above 0.</param>
    /// <exception cref="PolicyException">A length is wrong, a number is not finite, or a deviation is not above 0.</exception>
    public PolicyNormalizer(IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        if (mean.Count != PolicyLayout.ChunkSize || deviation.Count != PolicyLayout.ChunkSize)
            throw new PolicyException($"The normaliser has {mean.Count} means and {deviation.Count} deviations; {ActionChunk.Horizon} x {RobotModel.Dof} = {PolicyLayout.ChunkSize} of each are needed.");
        for (int i = 0; i < mean.Count; i++)
            if (!float.IsFinite(mean[i]) || !float.IsFinite(deviation[i]) || deviation[i] <= 0)
                throw new PolicyException($"The normaliser's step {i / RobotModel.Dof}, joint {i % RobotModel.Dof} has mean {mean[i]} and deviation {deviation[i]} rad; both must be finite and the deviation above 0.");
        (_mean, _deviation) = ([.. mean], [.. deviation]);
        Hash = Convert.ToHexStringLower(SHA256.HashData([.. MemoryMarshal.AsBytes<float>(_mean), .. MemoryMarshal.AsBytes<float>(_deviation)]));
    }

    /// <summary>Gets the means. Shape: [64 x 13]. Unit: rad.</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Gets the standard deviations. Shape: [64 x 13]. Unit: rad.</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>Gets the SHA-256 of all numbers, hexadecimal; the models that were trained with them carry it.</summary>
    public string Hash { get; }

    /// <summary>Returns what a joint target counts from: the command in force for the arm, 0 for the hand. Unit: rad.</summary>
    /// <param name="index">Step x 13 + joint.</param>
    /// <param name="commandRad">Command in force at the observation. Shape: [13]. Unit: rad.</param>
    public static double Origin(int index, ReadOnlySpan<double> commandRad)
    {
        int joint = index % RobotModel.Dof;
        return joint < RobotModel.ArmDof ? commandRad[joint] : 0;
    }

    /// <summary>Turns one joint target into a policy's number.</summary>
    /// <param name="index">Step x 13 + joint.</param>
    /// <param name="targetRad">Absolute target. Unit: rad.</param>
    /// <param name="commandRad">Command in force at the observation. Shape: [13]. Unit: rad.</param>
    public float Encode(int index, double targetRad, ReadOnlySpan<double> commandRad) =>
        (float)((targetRad - Origin(index, commandRad) - _mean[index]) / _deviation[index]);

    /// <summary>Turns a policy's number into a joint target. Unit: rad.</summary>
    /// <param name="index">Step x 13 + joint.</param>
    /// <param name="value">The policy's number.</param>
    /// <param name="commandRad">Command in force at the observation. Shape: [13]. Unit: rad.</param>
    public double Decode(int index, float value, ReadOnlySpan<double> commandRad) =>
        Origin(index, commandRad) + _mean[index] + ((double)_deviation[index] * value);
}
