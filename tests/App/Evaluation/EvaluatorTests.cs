using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Run_SameSeedOneOrThreeThreads_WritesEqualFilesButForWallTime()
    {
        using var folder = new TemporaryFolder();

        Run(folder["one"], threads: 1);
        Run(folder["again"], threads: 1);
        Run(folder["three"], threads: 3);

        Assert.Equal(WithoutWallTime(folder["one"]), WithoutWallTime(folder["again"]));
        Assert.Equal(WithoutWallTime(folder["one"]), WithoutWallTime(folder["three"]));
    }

    [Fact]
    public void Merge_AllShardsInAnyOrder_EqualsTheWholeButForWallTime()
    {
        using var folder = new TemporaryFolder();
        Run(folder["whole"], threads: 2);
        EvaluationResult[] shards = [.. new[] { 3, 1, 2 }.Select(i => Run(folder[$"{i}"], shard: new Shard(i, 3)))];

        EvaluationFolder.Write(folder["merged"], EvaluationMerge.Merge([.. shards.Select((_, i) => EvaluationFolder.Read(folder[$"{i + 1}"]))]));

        Assert.All(shards, s => Assert.InRange(s.PerEpisode.Count, 13, 14));
        Assert.Equal(WithoutWallTime(folder["whole"]), WithoutWallTime(folder["merged"]));
    }

    [Fact]
    public void Merge_ShardMissing_SaysWhichEpisodesAre()
    {
        using var folder = new TemporaryFolder();
        EvaluationResult[] shards = [Run(folder["1"], shard: new Shard(1, 3)), Run(folder["3"], shard: new Shard(3, 3))];

        UserErrorException error = Assert.Throws<UserErrorException>(() => EvaluationMerge.Merge(shards));

        Assert.Contains("13 of 40 episodes are missing, the first is of seed 8", error.Message);
    }

    [Fact]
    public void Merge_ShardTwice_IsRefused()
    {
        using var folder = new TemporaryFolder();
        EvaluationResult shard = Run(folder["1"], shard: new Shard(1, 3));

        Assert.Throws<UserErrorException>(() => EvaluationMerge.Merge([shard, shard]));
    }

    [Fact]
    public void Merge_OtherBuild_IsRefused()
    {
        using var folder = new TemporaryFolder();
        EvaluationResult first = Run(folder["1"], shard: new Shard(1, 2)), second = Run(folder["2"], shard: new Shard(2, 2));

        UserErrorException error = Assert.Throws<UserErrorException>(
            () => EvaluationMerge.Merge([first, second with { Provenance = second.Provenance with { Commit = "other" } }]));

        Assert.Contains("1/2 and 2/2", error.Message);
    }

    [Fact]
    public void Run_EpisodeCrashes_CountsAsFailureAndTheRestRuns()
    {
        using var folder = new TemporaryFolder();
        var suite = new FakeSuite(spec => spec.Seed == 9 ? throw new InvalidOperationException("simulated fault") : FakeSuite.Episode(spec));

        EvaluationResult result = Evaluator.Run(suite, FakeSuite.Options(folder.Folder, threads: 2), TestContext.Current.CancellationToken);

        Assert.Equal(40, result.PerEpisode.Count);
        Assert.Equal(1, result.Crashed);
        Assert.Equal("crash: InvalidOperationException: simulated fault", result.PerEpisode[2].Reason);
    }

    [Fact]
    public void Run_InputFoundWrong_EndsWithThatErrorAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        var suite = new FakeSuite(_ => throw new UserErrorException("objects.json, line 3: mass 900 g is outside [20, 400] g."));

        Assert.Throws<UserErrorException>(() => Evaluator.Run(suite, FakeSuite.Options(folder.Folder, threads: 2), TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void Run_Cancelled_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var suite = new FakeSuite(spec =>
        {
            if (spec.Index == 5)
                stop.Cancel();
            return FakeSuite.Episode(spec);
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Evaluator.Run(suite, FakeSuite.Options(folder.Folder), stop.Token));

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void From_MixedEpisodes_SumsUpAsDefined()
    {
        static EpisodeResult Episode(int seed, bool success, int attempts, int steps, double cost) => new(
            seed, "cup", "", success, attempts, steps, cost, success ? EpisodeResult.Ok : "slipped", new Dictionary<string, double> { ["force"] = cost }, 1.5);

        var result = EvaluationResult.From(
            "grasp", "fake", 0, 4,
            [Episode(3, true, 1, 10, 0), Episode(0, true, 2, 20, 0.5), Episode(2, false, 3, 90, 1.5), Episode(1, true, 3, 40, 0)],
            9, new FakeSuite().Describe());

        Assert.Equal([0, 1, 2, 3], result.PerEpisode.Select(e => e.Seed));
        Assert.Equal(0.75, result.Success.Rate);
        Assert.Equal([0.25, 0.5, 0.75], result.SuccessAt.Values);
        Assert.Equal(new StepStatistics(40, 30), result.Steps);
        Assert.Equal(0.5, result.Cost.Total);
        Assert.Equal(0.5, result.Cost.PerConstraint["force"]);
        Assert.Equal(1, result.SuccessButUnsafe);
        Assert.Equal(6, result.SimS);
        Assert.Equal(1, result.FailureReasons["slipped"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("a/b")]
    [InlineData("1/2/3")]
    public void Parse_BadShard_IsRefused(string text) => Assert.Throws<UserErrorException>(() => Shard.Parse(text));

    private static EvaluationResult Run(string folder, int threads = 1, Shard? shard = null) =>
        Evaluator.Run(new FakeSuite(), FakeSuite.Options(folder, threads: threads, shard: shard), TestContext.Current.CancellationToken);

    private static string WithoutWallTime(string folder) =>
        string.Join('\n', File.ReadAllLines(Path.Combine(folder, EvaluationFolder.ResultName)).Where(l => !l.Contains("\"wall_s\"", StringComparison.Ordinal)));
}
