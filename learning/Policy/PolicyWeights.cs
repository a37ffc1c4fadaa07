using System.Globalization;
using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Weights of a stage and the normaliser of its chunks in one safetensors file.</summary>
internal static class PolicyWeights
{
    private const string Model = "model.", MeanName = "normalizer.mean", DeviationName = "normalizer.deviation", ChannelsName = "channels";

    /// <summary>Writes a file.</summary>
    public static void Save(string path, nn.Module module, PolicyNormalizer normalizer, CompactConfig config)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(
            path,
            [.. StateDict.Of(module).Select(e => (Model + e.Name, e.Tensor)), (MeanName, ChunkScale.ByStep(normalizer.Mean)), (DeviationName, ChunkScale.ByStep(normalizer.Deviation))],
            new Dictionary<string, string> { [ChannelsName] = string.Join(',', config.Channels) });
    }

    /// <summary>Reads the sizes of the network that a file belongs to.</summary>
    /// <exception cref="CheckpointException">The file is damaged.</exception>
    public static CompactConfig ReadConfig(string path)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        if (!map.Metadata.TryGetValue(ChannelsName, out string? words))
            return new CompactConfig();
        int[] channels = [.. words.Split(',').Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n is >= 1 and <= 4096
            ? n : throw new CheckpointException($"{path} says that its encoder has the channels '{words}'; whole numbers from 1 to 4096 were expected."))];
        return new CompactConfig { Channels = channels };
    }

    /// <summary>Reads a file into a module of the same shape.</summary>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another network.</exception>
    public static PolicyNormalizer Load(string path, nn.Module module)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        StateDict.Load(module, map.Names.Where(n => n.StartsWith(Model, StringComparison.Ordinal)).ToDictionary(n => n[Model.Length..], n => map[n]), path);
        return new PolicyNormalizer([.. map[MeanName].flatten().data<float>()], [.. map[DeviationName].flatten().data<float>()]);
    }
}
