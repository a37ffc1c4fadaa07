using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>Moves weights between a module and named tensors.</summary>
public static class StateDict
{
    private const int MostNames = 10;

    /// <summary>Copies all weights into a module, after checking every one: all or none are changed.</summary>
    /// <param name="module">Parameters and buffers of this module are set.</param>
    /// <param name="weights">Exactly the module's names and shapes; tensors without numbers may be left out, other number types are converted.</param>
    /// <param name="what">What the weights are for, for messages.</param>
    /// <exception cref="CheckpointException">Names are missing or unknown, shapes differ, or a number is not finite; the message names the first ten.</exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, Tensor> weights, string what)
    {
        Dictionary<string, Tensor> wanted = Of(module).ToDictionary(entry => entry.Name, entry => entry.Tensor);
        string[] missing = [.. wanted.Where(pair => pair.Value.numel() > 0 && !weights.ContainsKey(pair.Key)).Select(pair => pair.Key)];
        string[] unknown = [.. weights.Keys.Where(name => !wanted.ContainsKey(name))];
        if (missing.Length + unknown.Length > 0)
            throw new CheckpointException($"{what}: the names do not match.{List("Missing", missing)}{List("Unexpected", unknown)} Nothing was loaded.");
        (string Name, Tensor Target)[] pairs = [.. wanted.Where(pair => weights.ContainsKey(pair.Key)).Select(pair => (pair.Key, pair.Value))];
        string[] shapes = [.. pairs.Where(pair => !pair.Target.shape.SequenceEqual(weights[pair.Name].shape))
            .Select(pair => $"{pair.Name} is {Shape(weights[pair.Name])}, not {Shape(pair.Target)}")];
        if (shapes.Length > 0)
            throw new CheckpointException($"{what}: shapes do not match.{List("Wrong", shapes)} Nothing was loaded.");
        string[] broken = [.. pairs.Where(pair => !IsFinite(weights[pair.Name])).Select(pair => pair.Name)];
        if (broken.Length > 0)
            throw new CheckpointException($"{what}: NaN or infinite numbers.{List("In", broken)} Nothing was loaded.");
        using var quiet = no_grad();
        foreach ((string name, Tensor target) in pairs)
            target.copy_(weights[name]);
    }

    /// <summary>Returns parameters and buffers of a module, still owned by it.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(nn.Module module) =>
        module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter)).Concat(module.named_buffers().Select(entry => (entry.name, entry.buffer)));

    private static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return !tensor.is_floating_point() || tensor.numel() == 0 || tensor.isfinite().all().item<bool>();
    }

    private static string List(string title, string[] items) => items.Length == 0
        ? "" : $" {title} ({items.Length}): {string.Join("; ", items.Take(MostNames))}{(items.Length > MostNames ? "; ..." : "")}.";

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
