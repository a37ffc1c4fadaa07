using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>A network in training and the exponential mean of its weights, saved together.</summary>
/// <typeparam name="T">The network.</typeparam>
internal sealed class MeanPair<T> : nn.Module
    where T : nn.Module
{
    /// <summary>Makes a pair of equal networks.</summary>
    /// <param name="live">In training.</param>
    /// <param name="mean">Of the same shape; receives the weights.</param>
    public MeanPair(T live, T mean)
        : base(nameof(MeanPair<T>))
    {
        register_module("live", Live = live);
        register_module("mean", Mean = mean);
        mean.load_state_dict(live.state_dict());
    }

    /// <summary>Gets the one that the optimiser changes.</summary>
    public T Live { get; }

    /// <summary>Gets the one to use.</summary>
    public T Mean { get; }
}
