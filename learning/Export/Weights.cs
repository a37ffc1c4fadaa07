using static TorchSharp.torch;

namespace DexGrasp.Learning.Export;

/// <summary>A module's parameters and buffers as plain numbers, under the module's own names.</summary>
internal sealed class Weights
{
    private readonly Dictionary<string, float[]> _values = [];

    /// <summary>Copies a module's numbers out of libtorch.</summary>
    public static Weights Of(nn.Module module)
    {
        var weights = new Weights();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        foreach ((string name, Tensor tensor) in module.state_dict())
            if (tensor.dtype == ScalarType.Float32)
                weights._values[name] = tensor.detach().cpu().contiguous().data<float>().ToArray();
        return weights;
    }

    /// <summary>Gets the numbers of a tensor, row-major.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public float[] this[string name] => _values.TryGetValue(name, out float[]? value)
        ? value
        : throw new KeyNotFoundException($"The module has no tensor '{name}'; export and network do not belong together.");
}
