using System.Globalization;
using DexGrasp.Learning.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>
/// Checkpoints of a run, one safetensors file each: weights, optimiser, random generator, data order, step. A file is written
/// beside its place, synchronised and renamed, so that a crash leaves the one before.
/// </summary>
/// <param name="folder">Holds checkpoint-00000042.safetensors and so on; made if it is not there.</param>
/// <param name="keep">Newest files that stay. Range: at least 1. Default: 3.</param>
public sealed class CheckpointStore(string folder, int keep = 3)
{
    private const string ModelPrefix = "model.", OptimizerName = "optimizer", GeneratorName = "generator";
    private const string StepKey = "step", CountKey = "samples", SeedKey = "order_seed", EpochKey = "epoch", PositionKey = "position", ExtraPrefix = "extra.";
    private readonly int _keep = keep >= 1 ? keep : throw new ArgumentOutOfRangeException(nameof(keep), keep, "At least one checkpoint has to stay.");

    /// <summary>Gets the newest checkpoint's file, or null.</summary>
    public string? Newest => Files().LastOrDefault();

    /// <summary>Saves a run, with the state of libtorch's CPU generator, and removes the oldest files.</summary>
    /// <returns>The file.</returns>
    public string Save(TrainingState state)
    {
        using var scope = NewDisposeScope();
        var metadata = new Dictionary<string, string>
        {
            [StepKey] = state.Step.ToString(CultureInfo.InvariantCulture),
            [CountKey] = state.Order.Count.ToString(CultureInfo.InvariantCulture),
            [SeedKey] = state.Order.Seed.ToString(CultureInfo.InvariantCulture),
            [EpochKey] = state.Order.Epoch.ToString(CultureInfo.InvariantCulture),
            [PositionKey] = state.Order.Position.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string key, string value) in state.Extra)
            metadata[ExtraPrefix + key] = value;
        string path = Path.Combine(folder, $"checkpoint-{state.Step:D8}.safetensors");
        SafetensorsFile.Write(
            path,
            [
                .. StateDict.Of(state.Model).Select(entry => (ModelPrefix + entry.Name, entry.Tensor)),
                (OptimizerName, Bytes(state.Optimizer)),
                (GeneratorName, random.get_rng_state()),
            ],
            metadata);
        foreach (string old in Files().SkipLast(_keep))
            File.Delete(old);
        return path;
    }

    /// <summary>Restores a run. Model and optimiser must be made as they were when it began.</summary>
    /// <param name="path">A file of <see cref="Save"/>.</param>
    /// <param name="model">Receives the weights.</param>
    /// <param name="optimizer">Receives its state.</param>
    /// <param name="samples">Samples of the data set; must be as many as when the file was written.</param>
    /// <returns>The state, with libtorch's CPU generator set as it was.</returns>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another model or data set.</exception>
    public static TrainingState Restore(string path, nn.Module model, OptimizerHelper optimizer, int samples)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        if (Number(CountKey) != samples)
            throw new CheckpointException($"{path} was written with {Number(CountKey)} samples, the data set has {samples}; the data order cannot go on.");
        StateDict.Load(
            model, map.Names.Where(name => name.StartsWith(ModelPrefix, StringComparison.Ordinal)).ToDictionary(name => name[ModelPrefix.Length..], name => map[name]), path);
        using (var reader = new BinaryReader(new MemoryStream(map[OptimizerName].bytes.ToArray())))
            optimizer.load_state_dict(reader);
        random.set_rng_state(map[GeneratorName]);
        var order = new SampleOrder(samples, (int)Number(SeedKey), (int)Number(EpochKey), (int)Number(PositionKey));
        return new TrainingState(
            model, optimizer, order, Number(StepKey),
            map.Metadata.Where(pair => pair.Key.StartsWith(ExtraPrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[ExtraPrefix.Length..], pair => pair.Value));

        long Number(string key) => map.Metadata.TryGetValue(key, out string? text) && long.TryParse(text, CultureInfo.InvariantCulture, out long value)
            ? value : throw new CheckpointException($"{path} does not say its {key}; it is no training checkpoint.");
    }

    private string[] Files() => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "checkpoint-*.safetensors").Order(StringComparer.Ordinal)] : [];

    private static Tensor Bytes(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optimizer.save_state_dict(writer);
        writer.Flush();
        return tensor(stream.ToArray(), dtype: uint8);
    }
}
