using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>A normaliser and the weights of a chunk's steps as tensors on one device.</summary>
internal sealed class ChunkScale : IDisposable
{
    /// <summary>Copies a normaliser.</summary>
    /// <param name="normalizer">Mean and standard deviation.</param>
    /// <param name="device">Where to.</param>
    public ChunkScale(PolicyNormalizer normalizer, Device device)
    {
        Mean = ByStep(normalizer.Mean).to(device).DetachFromDisposeScope();
        Deviation = ByStep(normalizer.Deviation).to(device).DetachFromDisposeScope();
        StepWeights = Policy.StepWeights.Make().to(device).DetachFromDisposeScope();
    }

    /// <summary>Gets the mean. Shape: [64, 13]. Units: <see cref="ChunkCode"/>'s.</summary>
    public Tensor Mean { get; }

    /// <summary>Gets the standard deviation. Shape: [64, 13]. Units: <see cref="ChunkCode"/>'s.</summary>
    public Tensor Deviation { get; }

    /// <summary>Gets how much each step counts. Shape: [64, 1].</summary>
    public Tensor StepWeights { get; }

    /// <summary>Returns numbers of all steps and joints as a tensor. Shape: [64, 13].</summary>
    public static Tensor ByStep(ReadOnlySpan<float> numbers) => tensor(numbers.ToArray(), [ActionChunk.Horizon, RobotModel.Dof]);

    /// <summary>Returns encoded chunks as the networks say them. Shape: [B, 64, 13].</summary>
    public Tensor Normalize(Tensor chunks)
    {
        using var scope = NewDisposeScope();
        return ((chunks - Mean) / Deviation).MoveToOuterDisposeScope();
    }

    /// <summary>Returns how far off the tool would be 0.3 s after the observation, on average. Unit: mm.</summary>
    /// <param name="error">Of encoded chunks. Shape: [B, 64, 13].</param>
    public static double ToolErrorMm(Tensor error)
    {
        const int Step = 5;
        using var scope = NewDisposeScope();
        return 1000 * error.select(1, Step).narrow(1, 0, 3).square().sum(1).sqrt().mean().item<float>();
    }

    /// <summary>Returns the other way round.</summary>
    public Tensor Restore(Tensor normalised)
    {
        using var scope = NewDisposeScope();
        return ((normalised * Deviation) + Mean).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Mean.Dispose();
        Deviation.Dispose();
        StepWeights.Dispose();
    }
}
