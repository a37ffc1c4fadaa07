using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>A policy of a checkpoint as it is used: the mean action, limited, of an observation as it comes from the task.</summary>
/// <param name="state">Its networks and statistics; disposed of with this.</param>
internal sealed class TrainedPolicy(PpoState state) : IDisposable
{
    /// <summary>Gets the task.</summary>
    public PolicySizes Sizes => state.Sizes;

    /// <summary>Gets the state behind it.</summary>
    public PpoState State => state;

    /// <summary>Reads a policy.</summary>
    /// <param name="path">A checkpoint, such as best.safetensors.</param>
    /// <exception cref="Checkpoints.CheckpointException">The file is damaged or no checkpoint.</exception>
    public static TrainedPolicy Read(string path)
    {
        (PolicySizes sizes, PpoOptions options) = RlCheckpoint.ReadHead(path);
        var state = new PpoState(sizes, options);
        try
        {
            RlCheckpoint.Restore(path, state);
            return new TrainedPolicy(state);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Chooses actions.</summary>
    /// <param name="observations">Shape: [any x O].</param>
    /// <param name="actions">Shape: [any x A]. Range: -1 to 1.</param>
    /// <exception cref="RlException">An observation is not finite.</exception>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions)
    {
        Finite.Require(observations, Sizes.Observation, "Observation", Sizes.Task);
        using var scope = NewDisposeScope();
        using var none = no_grad();
        int width = Sizes.Observation, rows = observations.Length / width;
        var inputs = new float[observations.Length];
        for (int i = 0; i < rows; i++)
            state.Normalizer.Observation.Apply(observations.Slice(i * width, width), inputs.AsSpan(i * width, width));
        Tensor mean = state.Network.Mean(tensor(inputs, [rows, width])).clamp(-1, 1);
        MemoryMarshal.Cast<byte, float>(mean.contiguous().bytes).CopyTo(actions);
    }

    /// <inheritdoc/>
    public void Dispose() => state.Dispose();
}
