using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>A network in training and the exponential mean of its weights, saved together.</summary>
internal sealed class TrainedPair : nn.Module
{
    public TrainedPair(EncoderStage live, EncoderStage mean)
        : base(nameof(TrainedPair))
    {
        register_module("live", Live = live);
        register_module("mean", Mean = mean);
        mean.load_state_dict(live.state_dict());
    }

    /// <summary>Gets the one that the optimiser changes.</summary>
    public EncoderStage Live { get; }

    /// <summary>Gets the one to use.</summary>
    public EncoderStage Mean { get; }
}
