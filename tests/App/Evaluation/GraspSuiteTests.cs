using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class GraspSuiteTests
{
    [Fact]
    public void Run_ExpertOneOrTwoThreads_GivesTheSameEpisodes()
    {
        using var folder = new TemporaryFolder();

        EvaluationResult one = Run(folder["one"], threads: 1), two = Run(folder["two"], threads: 2);

        Assert.Equal(0, one.Crashed);
        Assert.Equal(one.PerEpisode.Select(Text), two.PerEpisode.Select(Text));
        Assert.Contains(one.PerEpisode, e => e.Success);
        Assert.All(one.PerEpisode, e => Assert.True(e.Steps > 10));
    }

    [Fact]
    public void Run_ClassicalByWordsOneOrTwoThreads_GivesTheSameEpisodes()
    {
        using var folder = new TemporaryFolder();

        EvaluationResult one = Run(folder["one"], threads: 1, GraspSuite.Classical), two = Run(folder["two"], threads: 2, GraspSuite.Classical);

        Assert.Equal(one.PerEpisode.Select(Text), two.PerEpisode.Select(Text));
        Assert.Contains(one.PerEpisode, e => e.Success);
        Assert.Equal(GraspSuite.ByWords, one.Provenance.Target);
        Assert.NotEqual("", one.Provenance.Renderer);
        Assert.All(one.PerEpisode, e => Assert.StartsWith("grasp the ", e.Instruction));
    }

    [Fact]
    public async Task RunAsync_UnknownObjectSet_NamesItAndTheKnownOnes()
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["eval", "grasp", "--objects", "no-such-set"], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("'no-such-set'", error.ToString());
        Assert.Contains("heldout", error.ToString());
    }

    [Fact]
    public async Task RunAsync_ObjectFileThatIsWrong_NamesFileAndField()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine.json"], """{ "objects": [ { "name": "thing", "mass_g": 9000 } ] }""");
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["eval", "grasp", "--objects", folder["mine.json"], "--out", folder["out"]], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("mine.json", error.ToString());
        Assert.DoesNotContain("   at ", error.ToString());
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Theory]
    [InlineData("--density crowded")]
    [InlineData("--policy magic")]
    [InlineData("--target telepathy")]
    [InlineData("--episodes 0")]
    [InlineData("--shard 5/2")]
    [InlineData("--scene no-such-scene")]
    [InlineData("--flow-steps 65")]
    [InlineData("--guided-steps -1")]
    public async Task RunAsync_BadOption_IsBadInput(string options)
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["eval", "grasp", .. options.Split(' ')], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(options.Split(' ')[1], error.ToString());
    }

    [Fact]
    public async Task RunAsync_FlowStepsOfAPolicyWithoutThem_IsRefused()
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(["eval", "grasp", "--flow-steps", "2"], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("Policy 'classical' is not a learned one; it has no 2 flow steps.", error.ToString());
    }

    [Fact]
    public void Run_LearnedHoldingStill_GraspsAndSaysHowItRan()
    {
        using var folder = new TemporaryFolder();
        var options = new EvaluationOptions(
            PolicyChoice.Learned, "train", "default", null, 1, 100_000, 1, Shard.Whole, 0, folder["overlapped"], Pointed: true, Inference: new InferenceChoice());
        EvaluationOptions still = options with { Folder = folder["still"], Inference = new InferenceChoice(HoldsStill: true) };

        EvaluationResult overlapped = Evaluator.Run(new GraspSuite(options), options, TestContext.Current.CancellationToken);
        EvaluationResult held = Evaluator.Run(new GraspSuite(still), still, TestContext.Current.CancellationToken);

        Assert.True(held.PerEpisode[0].Success, held.PerEpisode[0].Reason);
        Assert.NotEqual(Text(overlapped.PerEpisode[0]), Text(held.PerEpisode[0]));
        Assert.Equal("synchronous inference", held.Provenance.Inference);
    }

    private static EvaluationResult Run(string folder, int threads, string policy = GraspSuite.Expert)
    {
        var options = new EvaluationOptions(policy, "train", "default", null, 2, 0, threads, Shard.Whole, 0, folder);
        return Evaluator.Run(new GraspSuite(options), options, TestContext.Current.CancellationToken);
    }

    private static string Text(EpisodeResult e) => System.Text.Json.JsonSerializer.Serialize(e);
}
