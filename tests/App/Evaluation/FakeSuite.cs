using DexGrasp.App.Evaluation;

namespace DexGrasp.Tests.App.Evaluation;

/// <summary>Episodes whose outcome is a pure function of the seed, with the odds ends that real ones have.</summary>
internal sealed class FakeSuite(Func<EpisodeSpec, EpisodeResult>? episode = null) : IEvaluationSuite
{
    public string Name => "grasp";

    public static EpisodeResult Episode(EpisodeSpec spec)
    {
        var random = new Random(spec.Seed);
        bool success = random.NextDouble() < 0.8;
        var costs = new Dictionary<string, double> { ["joint"] = random.Next(3) * 0.1, ["force"] = random.NextDouble() };
        return new EpisodeResult(
            spec.Seed, $"cup {spec.Seed % 5}", "grasp the cup", success, 1 + random.Next(3), random.Next(20, 400), costs.Values.Sum(),
            success ? EpisodeResult.Ok : spec.Seed % 2 == 0 ? "slipped" : "not reached", costs, random.NextDouble() * 20);
    }

    public static EvaluationOptions Options(string folder, int episodes = 40, int threads = 1, Shard? shard = null) =>
        new("fake", "train", "default", "sparse", episodes, 7, threads, shard ?? Shard.Whole, 0, folder);

    public Provenance Describe() => new(
        "1.2.3", "abc", "10", "linux", "2.2.2", "rm75", "fake", new Dictionary<string, string>(), "train", "00", "default", "11", "sparse", 7, null);

    public IEpisodeRunner CreateRunner() => new Runner(episode ?? Episode);

    private sealed class Runner(Func<EpisodeSpec, EpisodeResult> episode) : IEpisodeRunner
    {
        public EpisodeResult Run(EpisodeSpec spec, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return episode(spec);
        }

        public void Dispose()
        {
        }
    }
}
