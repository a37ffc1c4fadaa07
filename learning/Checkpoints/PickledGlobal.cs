using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>
/// The names that a pickle may mention, and what each stands for here. Nothing is looked up or run: these are all, and every
/// other name is refused.
/// </summary>
/// <param name="Kind">What the name makes.</param>
/// <param name="Type">Number type of a storage; null for other kinds.</param>
internal sealed record PickledGlobal(PickledGlobal.Role Kind, ScalarType? Type = null)
{
    private static readonly Dictionary<string, PickledGlobal> Known = new(StringComparer.Ordinal)
    {
        ["torch._utils _rebuild_tensor_v2"] = new(Role.Tensor),
        ["collections OrderedDict"] = new(Role.Map),
        ["_codecs encode"] = new(Role.Bytes),
        ["torch DoubleStorage"] = new(Role.Storage, ScalarType.Float64),
        ["torch FloatStorage"] = new(Role.Storage, ScalarType.Float32),
        ["torch HalfStorage"] = new(Role.Storage, ScalarType.Float16),
        ["torch BFloat16Storage"] = new(Role.Storage, ScalarType.BFloat16),
        ["torch LongStorage"] = new(Role.Storage, ScalarType.Int64),
        ["torch IntStorage"] = new(Role.Storage, ScalarType.Int32),
        ["torch ShortStorage"] = new(Role.Storage, ScalarType.Int16),
        ["torch CharStorage"] = new(Role.Storage, ScalarType.Int8),
        ["torch ByteStorage"] = new(Role.Storage, ScalarType.Byte),
        ["torch BoolStorage"] = new(Role.Storage, ScalarType.Bool),
    };

    // Official checkpoints carry the settings of their training run beside the weights. They are skipped, never built.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "omegaconf.dictconfig DictConfig", "omegaconf.listconfig ListConfig", "omegaconf.base ContainerMetadata", "omegaconf.base Metadata",
        "omegaconf.nodes AnyNode", "omegaconf.nodes StringNode", "omegaconf.nodes IntegerNode", "omegaconf.nodes FloatNode", "omegaconf.nodes BooleanNode",
        "typing Any", "collections defaultdict", "builtins dict", "builtins list", "builtins int", "builtins str", "builtins float", "builtins bool",
    };

    /// <summary>What a name makes.</summary>
    public enum Role
    {
        /// <summary>A tensor from a storage, an offset, a shape and strides.</summary>
        Tensor,

        /// <summary>A map that keeps its order.</summary>
        Map,

        /// <summary>Bytes, as old pickles spell them: Latin-1 text.</summary>
        Bytes,

        /// <summary>The type of a storage.</summary>
        Storage,

        /// <summary>A record of a run's settings, whose content is dropped.</summary>
        Skipped,
    }

    /// <summary>Returns what a name stands for.</summary>
    /// <exception cref="CheckpointException">It is not one of the known names.</exception>
    public static PickledGlobal Find(string module, string name)
    {
        // Python 2 called the module __builtin__, and pickles up to protocol 2 still do.
        string full = $"{(module == "__builtin__" ? "builtins" : module)} {name}";
        if (Known.TryGetValue(full, out PickledGlobal? found))
            return found;
        return Skipped.Contains(full)
            ? new PickledGlobal(Role.Skipped)
            : throw new CheckpointException(
                $"The pickle asks for {module}.{name}. Only tensors, maps, lists, numbers and text are read, and nothing was run. Save the state dict alone: torch.save(model.state_dict(), file), or use safetensors.");
    }
}
