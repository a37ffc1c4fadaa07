using TorchSharp;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Random starts of weights. On the meta device there is nothing to fill.</summary>
internal static class Init
{
    public const double StandardDeviation = 0.02;

    /// <summary>Makes a tensor of normal numbers with standard deviation 0.02.</summary>
    public static Tensor Normal(long[] shape, Device device) =>
        device.type == DeviceType.META ? empty(shape, device: device) : randn(shape, device: device).mul_(StandardDeviation);

    /// <summary>Makes a tensor of uniform numbers as Glorot and Bengio scale them.</summary>
    public static Tensor Xavier(long rows, long columns, Device device)
    {
        double limit = Math.Sqrt(6.0 / (rows + columns));
        return device.type == DeviceType.META ? empty(rows, columns, device: device) : empty(rows, columns, device: device).uniform_(-limit, limit);
    }

    /// <summary>Sets the linear layers of a module as the published transformer starts: normal weights, biases 0.</summary>
    public static void Linears(nn.Module module)
    {
        using var quiet = no_grad();
        foreach (TorchSharp.Modules.Linear layer in module.modules().OfType<TorchSharp.Modules.Linear>())
        {
            if (layer.weight.device.type == DeviceType.META)
                continue;
            layer.weight.normal_(0, StandardDeviation);
            layer.bias?.zero_();
        }
    }
}
