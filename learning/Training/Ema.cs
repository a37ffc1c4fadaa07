using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>Follows a model's weights with an exponential mean, which is what is used afterwards; buffers are copied.</summary>
/// <param name="mean">Of the same shape; its weights are overwritten.</param>
/// <param name="decay">Range: 0 to 1. It begins smaller, so that the first steps are forgotten.</param>
internal sealed class Ema(nn.Module mean, double decay)
{
    /// <summary>Takes the weights after a step.</summary>
    /// <param name="model">The model in training.</param>
    /// <param name="step">From 0.</param>
    public void Update(nn.Module model, long step)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        double keep = Math.Min(decay, (1.0 + step) / (10.0 + step));
        foreach (((string _, Parameter to), (string _, Parameter from)) in mean.named_parameters().Zip(model.named_parameters()))
            to.lerp_(from, 1 - keep);
        foreach (((string _, Tensor to), (string _, Tensor from)) in mean.named_buffers().Zip(model.named_buffers()))
            to.copy_(from);
    }
}
