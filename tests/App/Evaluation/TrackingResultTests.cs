using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.Tracking;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class TrackingResultTests
{
    [Fact]
    public void Of_Frames_AveragesOverThePicturesThatEachMeasureIsDefinedFor()
    {
        TrackedFrame exact = new(1, 0, "network", 400, 400, 400, "Seen"), half = exact with { Found = 800 }, hidden = exact with { True = 0, Found = 0, Both = 0, Sight = "Hidden" };
        TrackedFrame missed = exact with { Found = 0, Both = 0, Sight = "Lost" }, sliver = exact with { True = 20, Found = 0, Both = 0 };

        TrackingScore score = TrackingScore.Of("network", [exact, half, missed, hidden, sliver, hidden with { Found = 500 }]);

        Assert.Equal(3, score.Pictures);
        Assert.Equal(0.5, score.Precision, 1e-4);
        Assert.Equal(2.0 / 3, score.Recall, 1e-4);
        Assert.Equal(0.5, score.Iou, 1e-4);
        Assert.Equal((1.0 / 3, 1.0 / 3, 0.5), (score.Off, score.Lost, score.False), Near);
    }

    [Fact]
    public void From_TwoEpisodes_GivesTheMeanGainAndItsSpread()
    {
        TrackedFrame network = new(1, 0, TrackingEpisode.Network, 400, 400, 400, "Seen"), classical = network with { Tracker = TrackingEpisode.Classical, Found = 300, Both = 300 };

        TrackingResult result = Result([network, classical, network with { Seed = 2 }, classical with { Seed = 2, Found = 200, Both = 200 }]);

        Assert.Equal(0.375, result.IouGain, 1e-4);
        Assert.Equal(1.96 * 0.125, result.IouGainHalfWidth, 1e-3);
    }

    [Fact]
    public void Run_OneGrasp_ScoresBothTrackersInTheSamePictures()
    {
        using var folder = new TemporaryFolder();
        var options = new EvaluationOptions(GraspSuite.Expert, "train", "default", "sparse", 1, DexGrasp.Sim.Tasks.GraspTask.FirstTuningSeed, 1, Shard.Whole, 0, folder["tracking"]);

        TrackingResult result = TrackingEvaluator.Run(options, null, TestContext.Current.CancellationToken);

        Assert.Equal([TrackingEpisode.Network, TrackingEpisode.Classical], result.Scores.Select(s => s.Tracker));
        Assert.Equal(result.Scores[0].Pictures, result.Scores[1].Pictures);
        Assert.InRange(result.Scores[0].Pictures, 10, 130);
        Assert.All(result.Scores, s => Assert.InRange(s.Precision, 0.8, 1));
        Assert.True(File.Exists(Path.Combine(folder["tracking"], "tracking.json")));
    }

    [Fact]
    public void Run_SegmenterThatIsNotThere_NamesTheFile()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("no.onnx", Assert.Throws<DexGrasp.App.Cli.UserErrorException>(() => TrackingEvaluator.Run(Options(folder["out"]), folder["no.onnx"], TestContext.Current.CancellationToken)).Message);
    }

    private static TrackingResult Result(IReadOnlyList<TrackedFrame> frames) => TrackingResult.From(0, 2, frames, 1, new GraspSuite(Options()).Describe());

    private static EvaluationOptions Options(string folder = "") => new(GraspSuite.Expert, "train", "default", null, 1, 0, 1, Shard.Whole, 0, folder);

    private static readonly IEqualityComparer<(double, double, double)> Near = EqualityComparer<(double, double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-3, _ => 0);
}
