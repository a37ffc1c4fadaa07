using DexGrasp.Learning.Rl;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

/// <summary>Runs of the reaching task that take a second.</summary>
internal static class SmallRuns
{
    public static PpoOptions Options { get; } = new()
    {
        Environments = 8,
        RolloutSteps = 32,
        Minibatches = 2,
        Epochs = 4,
        Hidden = [16, 16],
        LearningRate = 3e-3,
        CheckpointInterval = 2,
        TotalSteps = 8 * 32 * 6,
    };

    public static string Run(string folder, PpoOptions options, int threads = 1, string? start = null, List<string>? lines = null)
    {
        using var environments = ReachEnvironment.Vector(options.Environments, threads);
        PpoRun.Run(environments, options, folder, line => lines?.Add(line), TestContext.Current.CancellationToken, start);
        return new RunFolder(folder).Newest!;
    }

    public static IReadOnlyList<EpisodeResult> Judge(string checkpoint)
    {
        using TrainedPolicy policy = TrainedPolicy.Read(checkpoint);
        return Judge(policy);
    }

    public static IReadOnlyList<EpisodeResult> Judge(TrainedPolicy policy)
    {
        using var environments = ReachEnvironment.Vector(10);
        return PolicyEvaluator.Run(policy, environments, 100, 99, TestContext.Current.CancellationToken);
    }
}
