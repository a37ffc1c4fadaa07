using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.LongHorizon;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.LongHorizon;

public sealed class LongHorizonEvaluatorTests
{
    [Fact]
    public void Run_OneSceneAPrompt_CountsEveryStageOfEveryTask()
    {
        using var folder = new TemporaryFolder();
        var options = new EvaluationOptions(GraspSuite.Classical, "train", "default", null, 1, 100_201, 2, Shard.Whole, 0, folder["out"]);

        LongHorizonResult result = LongHorizonEvaluator.Run(options, TestContext.Current.CancellationToken);

        Assert.Equal(["clear", "green", "bottles", "food"], result.Families.Keys);
        Assert.Equal(4, result.All.Success.N);
        Assert.True(File.Exists(Path.Combine(folder["out"], "longhorizon.json")));
        foreach (LongHorizonEpisode episode in result.Episodes)
        {
            StageCounts c = episode.Counts;
            Assert.Equal(c.Grasps, episode.Attempts);
            Assert.InRange(c.Verifications, 0, c.Grasps);
            Assert.InRange(c.RightGrasps, c.HeldSaidHeld + c.HeldSaidNot, c.Grasps);
            Assert.True(c.Checks >= 1 && c.Proposals >= c.Grasps && c.Boxes >= c.Grasps);
            Assert.InRange(episode.Placed, 0, episode.Meant.Count);
            Assert.Equal(episode.Success, episode.Reason == EpisodeResult.Ok);
            Assert.True(!episode.Success || episode.Placed == episode.Meant.Count);
        }

        Assert.Equal(result.Episodes.Count(e => e.Success), (int)Math.Round(4 * result.All.Success.Rate));
        Assert.True(result.Episodes.Sum(e => e.Placed) >= 6, "The classical controller places most of what is asked for.");
    }

    [Fact]
    public void Row_OfEpisodes_DividesByWhatWasCounted()
    {
        LongHorizonEpisode Episode(bool success, int placed, int attempts, StageCounts counts) =>
            new("green", 0, "", [], ["a", "b"], success, placed, attempts, success ? "ok" : "no", counts, [], 1);
        LongHorizonRow row = LongHorizonRow.Of(
        [
            Episode(true, 2, 2, new StageCounts(2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 3, 3)),
            Episode(false, 1, 3, new StageCounts(4, 2, 3, 3, 3, 1, 1, 0, 1, 0, 4, 3)),
        ]);
        Assert.Equal(0.5, row.Success.Rate);
        Assert.Equal(5.0 / 3, row.AttemptsPerGrasp, 6);
        Assert.Equal(4.0 / 6, row.Proposal.Rate, 6);
        Assert.Equal(1, row.Box.Rate);
        Assert.Equal(3.0 / 5, row.Grasp.Rate, 6);
        Assert.Equal(6.0 / 7, row.Completion.Rate, 6);
        Assert.Equal(3.0 / 4, row.Verification.Rate, 6);
        Assert.Equal(1, row.Counts.NotSaidHeld);
    }
}
