using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.Grounding;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class GroundingEvaluatorTests
{
    [Fact]
    public void Run_OneOrTwoThreads_GivesTheSameAnswers()
    {
        using var folder = new TemporaryFolder();

        GroundingResult one = Run(folder["one"], threads: 1), two = Run(folder["two"], threads: 2);

        Assert.Equal(one.Answers, two.Answers);
        Assert.Equal(one.Answers.Count(a => a.Family != GroundingResult.AbsentFamily), one.Success.N);
        Assert.Equal(3, one.Families["task"].N);
        Assert.True(File.Exists(Path.Combine(folder["one"], "grounding.json")));
    }

    [Fact]
    public void From_WrongAnswers_AreCountedByReasonAndConfusion()
    {
        GroundingAnswer right = new(1, "name", "grasp the cup", "red mug", "red mug", 0.9, true, "ok");
        GroundingAnswer wrong = right with { Family = "colour", Taken = "tin", Overlap = 0, Correct = false, Reason = "another object" };
        GroundingAnswer none = wrong with { Taken = "", Reason = "the planner did not find it" };

        GroundingAnswer absent = right with { Family = GroundingResult.AbsentFamily, Target = "", Taken = "" };

        GroundingResult result = GroundingResult.From(0, 2, [right, wrong, wrong, none, absent], 1, new GraspSuite(Options("", 1)).Describe());

        Assert.Equal(0.25, result.Success.Rate);
        Assert.Equal(1, result.Families["name"].Rate);
        Assert.Equal(2, result.FailureReasons["another object"]);
        Assert.Equal(2, result.Confusions["red mug -> tin"]);
        Assert.Single(result.Confusions);
    }

    private static GroundingResult Run(string folder, int threads) => GroundingEvaluator.Run(Options(folder, threads), null, TestContext.Current.CancellationToken);

    private static EvaluationOptions Options(string folder, int threads) =>
        new(GraspSuite.Classical, "train", "default", null, 3, GraspTaskSeed, threads, Shard.Whole, 0, folder);

    private const int GraspTaskSeed = DexGrasp.Sim.Tasks.GraspTask.FirstTuningSeed;
}
