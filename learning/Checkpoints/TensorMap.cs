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

    /// <summary>Returns the shape of a tensor that a kind of model has.</summary>
    /// <param name="name">Of the tensor.</param>
    /// <param name="axes">How many it has.</param>
    /// <exception cref="CheckpointException">There is no such tensor, or it has another number of axes.</exception>
    public long[] Shape(string name, int axes) => !_tensors.TryGetValue(name, out Tensor? found)
        ? throw new CheckpointException($"There is no tensor '{name}'; these are not the weights of such a model.")
        : found.shape.Length == axes ? found.shape : throw new CheckpointException($"Tensor '{name}' has {found.shape.Length} axes; {axes} are needed.");

    /// <summary>Counts the different layers whose names are a prefix, a number, and a dot.</summary>
    public int CountLayers(string prefix) => _tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(name => name[prefix.Length..].Split('.')[0]).Where(part => int.TryParse(part, out _)).Distinct().Count();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
            tensor.Dispose();
    }
}
