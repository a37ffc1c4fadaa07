using System.Globalization;
using System.Text.Json;
using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>A run on disk: one safetensors file with weights, optimiser and statistics, and the rest in its metadata.</summary>
internal static class RlCheckpoint
{
    private const string Format = "dexgrasp-rl-1", FormatKey = "format";
    private const string TaskKey = "task", ObservationKey = "observation_size", PrivilegedKey = "privileged_size", ActionKey = "action_size";
    private const string OptionsKey = "options", HashKey = "options_hash", IterationKey = "iteration", StepsKey = "steps", EpisodesKey = "episodes", RateKey = "learning_rate";
    private const string SuccessKey = "best_success", ReturnKey = "best_return", FaultsKey = "faults";
    private const string NetworkPrefix = "network.", OptimizerName = "optimizer";

    /// <summary>Writes a run, whole or not at all.</summary>
    public static void Write(string path, PpoState state)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(
            path,
            [
                .. StateDict.Of(state.Network).Select(entry => (NetworkPrefix + entry.Name, entry.Tensor)),
                (OptimizerName, OptimizerBytes(state)),
                .. Moments(state).SelectMany(entry => Tensors(entry.Name, entry.Moments)),
            ],
            new Dictionary<string, string>
            {
                [FormatKey] = Format,
                [TaskKey] = state.Sizes.Task,
                [ObservationKey] = Text(state.Sizes.Observation),
                [PrivilegedKey] = Text(state.Sizes.Privileged),
                [ActionKey] = Text(state.Sizes.Action),
                [OptionsKey] = state.Options.ToJson(),
                [HashKey] = state.Options.Hash,
                [IterationKey] = Text(state.Iteration),
                [StepsKey] = Text(state.Steps),
                [EpisodesKey] = Text(state.Episodes),
                [RateKey] = Text(state.LearningRate),
                [SuccessKey] = Text(state.Best.Success),
                [ReturnKey] = Text(state.Best.Return),
                [FaultsKey] = JsonSerializer.Serialize(state.Faults),
            });
    }

    /// <summary>Restores a run.</summary>
    /// <param name="path">A file of <see cref="Write"/>.</param>
    /// <param name="state">As at the start of the same run.</param>
    /// <exception cref="CheckpointException">The file is damaged or of another task, size or kind of run. The state may be half restored.</exception>
    public static void Restore(string path, PpoState state)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        CheckTask(path, map, state.Sizes);
        if (OptionsOf(path, map).Hash != state.Options.Hash)
            throw new CheckpointException($"{path} was written by a run with other options ({Word(path, map, OptionsKey)}); a run goes on with the options that it was begun with. Take another folder, or begin with --start.");
        LoadWeights(path, map, state, alsoCritic: true);
        using (var reader = new BinaryReader(new MemoryStream(map[OptimizerName].bytes.ToArray())))
            state.Optimizer.load_state_dict(reader);
        foreach ((string name, RunningMoments moments) in Moments(state))
            Load(map, name, moments);
        state.Normalizer.Observation.Refresh();
        state.Normalizer.Privileged.Refresh();
        (state.Iteration, state.Steps, state.Episodes) = ((long)Number(path, map, IterationKey), (long)Number(path, map, StepsKey), (long)Number(path, map, EpisodesKey));
        state.LearningRate = Number(path, map, RateKey);
        state.Best = (Number(path, map, SuccessKey), Number(path, map, ReturnKey));
        state.Faults.Clear();
        foreach ((string reason, long count) in JsonSerializer.Deserialize<Dictionary<string, long>>(Word(path, map, FaultsKey)) ?? [])
            state.Faults[reason] = count;
    }

    /// <summary>Takes policy, value and statistics from another run, of this task or of one with the same numbers; optimiser and counters stay as at the start.</summary>
    /// <param name="path">A file of <see cref="Write"/>. A critic that sees something else is left out.</param>
    /// <param name="state">As at the start of a run.</param>
    /// <exception cref="CheckpointException">The file is damaged, or the policy is of another size.</exception>
    public static void Start(string path, PpoState state)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        PolicySizes found = SizesOf(path, map);
        if (found with { Task = state.Sizes.Task, Privileged = state.Sizes.Privileged } != state.Sizes)
            throw Foreign(path, found, state.Sizes);
        bool isAlike = found.Privileged == state.Sizes.Privileged;
        LoadWeights(path, map, state, isAlike);
        if (state.Options.StartLogStd is { } spread)
        {
            using var none = no_grad();
            state.Network.LogStd.fill_(spread);
        }

        Load(map, "observation", state.Normalizer.Observation.Moments);
        state.Normalizer.Observation.Refresh();
        if (!isAlike)
            return;
        Load(map, "privileged", state.Normalizer.Privileged.Moments);
        Load(map, "return", state.Scaler.Moments);
        state.Normalizer.Privileged.Refresh();
    }

    /// <summary>Reads the task and the options of a checkpoint.</summary>
    /// <exception cref="CheckpointException">It is none.</exception>
    public static (PolicySizes Sizes, PpoOptions Options) ReadHead(string path)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        return (SizesOf(path, map), OptionsOf(path, map));
    }

    private static PpoOptions OptionsOf(string path, TensorMap map)
    {
        try
        {
            return PpoOptions.FromJson(Word(path, map, OptionsKey));
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: its options are of another version of this program: {e.Message}", e);
        }
    }

    private static void LoadWeights(string path, TensorMap map, PpoState state, bool alsoCritic)
    {
        Dictionary<string, Tensor> weights = map.Names.Where(name => name.StartsWith(NetworkPrefix, StringComparison.Ordinal)).ToDictionary(name => name[NetworkPrefix.Length..], name => map[name]);
        if (!alsoCritic)
            foreach ((string name, Tensor own) in StateDict.Of(state.Network).Where(entry => entry.Name.StartsWith("critic.", StringComparison.Ordinal)))
                weights[name] = own;
        StateDict.Load(state.Network, weights, path);
    }

    private static void CheckTask(string path, TensorMap map, PolicySizes wanted)
    {
        PolicySizes found = SizesOf(path, map);
        if (found != wanted)
            throw Foreign(path, found, wanted);
    }

    private static CheckpointException Foreign(string path, PolicySizes found, PolicySizes wanted) => new($"{path} is of the task {found}; asked for is {wanted}. Nothing was loaded.");

    private static PolicySizes SizesOf(string path, TensorMap map)
    {
        if (!map.Metadata.TryGetValue(FormatKey, out string? format) || format != Format)
            throw new CheckpointException($"{path} is no checkpoint of reinforcement learning ({FormatKey} '{format ?? "none"}', wanted '{Format}').");
        return new PolicySizes(Word(path, map, TaskKey), (int)Number(path, map, ObservationKey), (int)Number(path, map, PrivilegedKey), (int)Number(path, map, ActionKey));
    }

    private static IEnumerable<(string Name, RunningMoments Moments)> Moments(PpoState state) =>
        [("observation", state.Normalizer.Observation.Moments), ("privileged", state.Normalizer.Privileged.Moments), ("return", state.Scaler.Moments)];

    private static IEnumerable<(string Name, Tensor Tensor)> Tensors(string name, RunningMoments moments) =>
        [($"{name}.mean", tensor(moments.Mean)), ($"{name}.squares", tensor(moments.Squares)), ($"{name}.count", tensor(new[] { moments.Count }))];

    private static void Load(TensorMap map, string name, RunningMoments moments)
    {
        double[] mean = Doubles(map[$"{name}.mean"]), squares = Doubles(map[$"{name}.squares"]), count = Doubles(map[$"{name}.count"]);
        if (mean.Length != moments.Size || squares.Length != moments.Size || count.Length != 1 || !mean.Concat(squares).Concat(count).All(double.IsFinite))
            throw new CheckpointException($"The statistics '{name}' have {mean.Length} numbers, or some that are not finite; {moments.Size} are needed.");
        moments.Restore(count[0], mean, squares);
    }

    private static double[] Doubles(Tensor tensor) => tensor.numel() == 0 ? [] : tensor.data<double>().ToArray();

    private static Tensor OptimizerBytes(PpoState state)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        state.Optimizer.save_state_dict(writer);
        writer.Flush();
        return tensor(stream.ToArray(), dtype: uint8);
    }

    private static string Word(string path, TensorMap map, string key) =>
        map.Metadata.TryGetValue(key, out string? text) ? text : throw new CheckpointException($"{path} does not say its {key}; it is damaged.");

    private static double Number(string path, TensorMap map, string key) =>
        double.TryParse(Word(path, map, key), CultureInfo.InvariantCulture, out double value) ? value : throw new CheckpointException($"{path}: its {key} is '{Word(path, map, key)}', which is no number.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
