using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>Named tensors of one file, in its order. Owns them.</summary>
public sealed class TensorMap : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>Gets the names, in the file's order.</summary>
    public IEnumerable<string> Names => _tensors.Keys;

    /// <summary>Gets the number of tensors.</summary>
    public int Count => _tensors.Count;

    /// <summary>Gets free text that the file carries beside its tensors.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Gets a tensor, still owned by this map.</summary>
    /// <exception cref="CheckpointException">There is none of that name.</exception>
    public Tensor this[string name] => _tensors.TryGetValue(name, out Tensor? found) ? found : throw new CheckpointException($"There is no tensor '{name}' among {Count}.");

    /// <summary>Takes a tensor.</summary>
    /// <exception cref="CheckpointException">The name is taken.</exception>
    public void Add(string name, Tensor tensor)
    {
        if (!_tensors.TryAdd(name, tensor.DetachFromDisposeScope()))
            throw new CheckpointException($"There are two tensors named '{name}'.");
    }

    /// <summary>Says whether there is a tensor of that name.</summary>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
            tensor.Dispose();
    }
}
