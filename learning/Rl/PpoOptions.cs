using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DexGrasp.Learning.Checkpoints;

namespace DexGrasp.Learning.Rl;

/// <summary>How a policy is learned by proximal policy optimisation (Schulman et al. 2017). Stored as options.json in a run's folder.</summary>
internal sealed record PpoOptions
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Gets the environments that step together, N. Range: 1 to 4096. Default: 32.</summary>
    public int Environments { get; init; } = 32;

    /// <summary>Gets the control steps of each environment between two updates, T. Range: 1 to 65536. Default: 64.</summary>
    public int RolloutSteps { get; init; } = 64;

    /// <summary>Gets the most passes over a roll-out. They end early where the policy moved by more than 1.5 <see cref="KlTarget"/>. Range: 1 to 100. Default: 8.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Gets the parts of a pass; N x T must be divisible by it. Range: 1 to N x T / 2. Default: 4.</summary>
    public int Minibatches { get; init; } = 4;

    /// <summary>Gets the discount per control step. Range: 0 to 1. Default: 0.99.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>Gets lambda of generalised advantage estimation (Schulman et al. 2016). Range: 0 to 1. Default: 0.95.</summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>Gets how far the probability ratio may pay off from 1. Range: 0.01 to 1. Default: 0.2.</summary>
    public double Clip { get; init; } = 0.2;

    /// <summary>Gets how far a value may pay off from its old one; null does not limit it. Range: above 0. Default: null.</summary>
    public double? ValueClip { get; init; }

    /// <summary>Gets the weight of the policy's entropy. Range: 0 to 1. Default: 0.</summary>
    public double EntropyCoefficient { get; init; }

    /// <summary>Gets the weight of the value's loss, half the squared error. Range: 0 to 100. Default: 1.</summary>
    public double ValueCoefficient { get; init; } = 1;

    /// <summary>Gets the largest norm of a gradient, of actor and critic each. Range: above 0. Default: 0.5.</summary>
    public double GradientNorm { get; init; } = 0.5;

    /// <summary>Gets the learning rate at the start. Range: above 0 to 1. Default: 3e-4.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>
    /// Gets the wanted divergence of new from old policy after an update; the rate falls by 1.5 above twice of it, or
    /// where the passes had to end in their first half, and rises by 1.5 below half of it (rl_games). Null: the rate falls linearly to 0 over <see cref="TotalSteps"/>. Unit: nat. Range: above 0. Default: 0.01.
    /// </summary>
    public double? KlTarget { get; init; } = 0.01;

    /// <summary>Gets the smallest adaptive rate. Default: 1e-5.</summary>
    public double MinLearningRate { get; init; } = 1e-5;

    /// <summary>Gets the largest adaptive rate. Default: 3e-3.</summary>
    public double MaxLearningRate { get; init; } = 3e-3;

    /// <summary>Gets the widths of the hidden layers of actor and critic each. Default: 256, 256.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = [256, 256];

    /// <summary>Gets what follows each hidden layer. Default: ELU.</summary>
    public Activation Activation { get; init; } = Activation.Elu;

    /// <summary>Gets the logarithm of the actions' standard deviation at the start. Range: -5 to 1. Default: -0.5.</summary>
    public double InitialLogStd { get; init; } = -0.5;

    /// <summary>Gets the same for a run that begins with the policy of another; null takes the other's. Range: -5 to 1. Default: null.</summary>
    public double? StartLogStd { get; init; }

    /// <summary>Gets whether rewards are divided by the standard deviation of the discounted return. Default: true.</summary>
    public bool ScalesRewards { get; init; } = true;

    /// <summary>Gets the limit of a normalised observation. Unit: standard deviations. Range: 1 to 100. Default: 10.</summary>
    public double ObservationClip { get; init; } = 10;

    /// <summary>Gets what decides weights, episodes, noise and order. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets the control steps of all environments together after which the run is complete. Range: at least 1. Default: 1,000,000.</summary>
    public long TotalSteps { get; init; } = 1_000_000;

    /// <summary>
    /// Gets the control steps at the start in which only the value learns: with a policy that was shown the task, a value that knows
    /// nothing yet would undo it. Range: at least 0. Default: 0.
    /// </summary>
    public long ValueFirstSteps { get; init; }

    /// <summary>Gets the updates between two checkpoints; all environments begin anew at each. Range: at least 1. Default: 50.</summary>
    public int CheckpointInterval { get; init; } = 50;

    /// <summary>Gets the threads of libtorch in an update. Range: 1 to 64. Default: 1.</summary>
    public int UpdateThreads { get; init; } = 1;

    /// <summary>Gets the control steps between two updates, of all environments together.</summary>
    [JsonIgnore]
    public int BatchSize => Environments * RolloutSteps;

    /// <summary>Gets what tells these options from others, the length of the run aside: a run may be made longer. SHA-256, hexadecimal.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { TotalSteps = 1 }, Format)));

    /// <summary>Reads options.</summary>
    /// <param name="path">JSON; what it does not name has its default.</param>
    /// <exception cref="CheckpointException">It is no JSON, has an unknown name, or a value is out of range.</exception>
    public static PpoOptions Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            PpoOptions options = JsonSerializer.Deserialize<PpoOptions>(file, Format) ?? throw new CheckpointException($"{path} holds no options.");
            options.Validate();
            return options;
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes options, whole or not at all.</summary>
    public void Write(string path) => DurableFile.Write(path, stream => JsonSerializer.Serialize(stream, this, Format));

    /// <summary>Checks every value.</summary>
    /// <exception cref="CheckpointException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Within(nameof(Environments), Environments, 1, 4096);
        Within(nameof(RolloutSteps), RolloutSteps, 1, 65536);
        Within(nameof(Epochs), Epochs, 1, 100);
        Within(nameof(Minibatches), Minibatches, 1, Math.Max(1, BatchSize / 2));
        Require(BatchSize % Minibatches == 0, $"{Environments} environments x {RolloutSteps} steps are not divisible by {Minibatches} minibatches.");
        Require(BatchSize >= 2, "One sample an update has no spread; take at least 2.");
        Within(nameof(Gamma), Gamma, 0, 1);
        Within(nameof(Lambda), Lambda, 0, 1);
        Within(nameof(Clip), Clip, 0.01, 1);
        Within(nameof(ValueClip), ValueClip ?? 1, 1e-6, 1e6);
        Within(nameof(EntropyCoefficient), EntropyCoefficient, 0, 1);
        Within(nameof(ValueCoefficient), ValueCoefficient, 0, 100);
        Within(nameof(GradientNorm), GradientNorm, 1e-6, 1e6);
        Within(nameof(LearningRate), LearningRate, 1e-9, 1);
        Within(nameof(KlTarget), KlTarget ?? 1, 1e-6, 10);
        Within(nameof(MinLearningRate), MinLearningRate, 1e-9, 1);
        Within(nameof(MaxLearningRate), MaxLearningRate, MinLearningRate, 1);
        Require(Hidden.Count > 0 && Hidden.All(width => width is >= 1 and <= 4096), $"{nameof(Hidden)} is [{string.Join(", ", Hidden)}]; at least one layer is needed, of 1 to 4096 each.");
        Within(nameof(InitialLogStd), InitialLogStd, ActorCritic.LeastLogStd, ActorCritic.MostLogStd);
        Within(nameof(StartLogStd), StartLogStd ?? 0, ActorCritic.LeastLogStd, ActorCritic.MostLogStd);
        Within(nameof(ObservationClip), ObservationClip, 1, 100);
        Within(nameof(TotalSteps), TotalSteps, 1, long.MaxValue);
        Within(nameof(ValueFirstSteps), ValueFirstSteps, 0, long.MaxValue);
        Within(nameof(CheckpointInterval), CheckpointInterval, 1, int.MaxValue);
        Within(nameof(UpdateThreads), UpdateThreads, 1, 64);
    }

    /// <summary>Returns the JSON text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads options from the text of <see cref="ToJson"/>.</summary>
    public static PpoOptions FromJson(string json) => JsonSerializer.Deserialize<PpoOptions>(json, Format)!;

    private static void Within(string name, double value, double least, double most) =>
        Require(value >= least && value <= most, $"{name} is {value}; it must be from {least} to {most}.");

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new CheckpointException($"Options of the run: {message}");
    }
}
