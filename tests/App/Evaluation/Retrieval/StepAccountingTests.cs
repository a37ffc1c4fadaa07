using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Retrieval;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Retrieval;

public sealed class StepAccountingTests
{
    private static readonly RetrievalMethod Policy = RetrievalMethod.Parse("policy")[0], Each = RetrievalMethod.Parse("grasp-each")[0], Ideal = RetrievalMethod.Parse("ideal-needed")[0];

    [Fact]
    public void Counted_Failure_IsTheBoundWhateverItsSteps()
    {
        Assert.Equal(70, Policy.Counted(Episode(Policy, 0, 70)));
        Assert.Equal(200, Policy.Counted(Episode(Policy, 0, 30, success: false)));
        Assert.Equal(2000, Each.Counted(Episode(Each, 0, 900, success: false)));
    }

    [Fact]
    public void CountedWithRetreats_AddsOneForEachReadingButNoneForWhatNeedsNone()
    {
        Assert.Equal(70 + (7 * 22), Policy.CountedWithRetreats(Episode(Policy, 0, 70), 10, 22));
        Assert.Equal(200 + (20 * 22), Policy.CountedWithRetreats(Episode(Policy, 0, 30, success: false), 10, 22));
        Assert.Equal(136, Ideal.CountedWithRetreats(Episode(Ideal, 0, 136), 10, 22));
    }

    [Fact]
    public void Row_OfTwoSeeds_CountsFailuresForcesAndFaults()
    {
        RetrievalEpisode[] episodes =
        [
            Episode(Policy, 0, 40), Episode(Policy, 1, 50, success: false) with { Fault = "broke", StepsOverForce = 10, TargetLost = true, ObjectsOut = 1 },
            Episode(Policy, 0, 60) with { Seed = 8 },
        ];

        RetrievalRow row = RetrievalRow.Of(Policy, episodes, 10, 22, 1);

        Assert.Equal(2.0 / 3, row.Success.Rate, 9);
        Assert.Equal(100, row.Steps!.Mean);
        Assert.Equal(50, row.StepsOfSuccesses!.Mean);
        Assert.Equal((40 + (4 * 22) + 200 + (20 * 22) + 60 + (6 * 22)) / 3.0, row.StepsWithRetreats!.Mean, 9);
        Assert.Equal(10.0 / 150, row.OverForce, 9);
        Assert.Equal((1, 1), (row.TargetsLost, row.Faults["broke"]));
        Assert.Equal([120, 60], row.PerSeed.Select(s => s.Steps!.Mean));
    }

    [Fact]
    public void Comparison_CountsFailuresAsBoundsAndAlsoLooksAtWhatBothDid()
    {
        RetrievalEpisode[] policy = [Episode(Policy, 0, 50), Episode(Policy, 1, 100, success: false)], each = [Episode(Each, 0, 500), Episode(Each, 1, 700)];

        RetrievalComparison comparison = RetrievalComparison.Of(Policy, policy, Each, each, 10, 20);

        Assert.Equal(250.0 / 1200, comparison.Steps!.Ratio, 9);
        Assert.Equal((0.1, 0.9, 1), (comparison.BothSucceeded!.Ratio, comparison.BothSucceeded.Fewer, comparison.BothSucceeded.N));
        Assert.Equal(750.0 / 3600, comparison.WithRetreats!.Ratio, 9);
        Assert.Equal(750.0 / 1200, comparison.RetreatsOfPolicyAlone!.Ratio, 9);
        Assert.Throws<ArgumentException>(() => RetrievalComparison.Of(Policy, policy, Each, [each[1], each[0]], 10, 20));
    }

    [Fact]
    public void Figures_OfGraspEach_HaveRowsUntilEverythingIsTakenOrGivenUp()
    {
        RetrievalEpisode[] each = [Episode(Each, 0, 300) with { DoneSteps = 850 }, Episode(Each, 1, 400), Episode(Each, 2, 500) with { DoneSteps = 900, OccludersLeft = 1 }];

        Dictionary<string, int[]> counted = RetrievalResult.Figures(Each, each).ToDictionary(f => f.Method.Name, f => f.Episodes.Select(f.Method.Counted).ToArray());

        Assert.Equal([300, 400, 500], counted["grasp-each"]);
        Assert.Equal([850, 2000, 900], counted["grasp-each-done"]);
        Assert.Equal([850, 2000, 2000], counted["grasp-each-all"]);
        Assert.Single(RetrievalResult.Figures(Policy, [Episode(Policy, 0, 10)]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("policy,fly")]
    public void Parse_UnknownOrNoMethod_IsRefused(string list) => Assert.Throws<UserErrorException>(() => RetrievalMethod.Parse(list));

    private static RetrievalEpisode Episode(RetrievalMethod method, int scene, int steps, bool success = true) =>
        new(method.Name, 7, scene, success, steps, steps, null, 0, 1, success, 0, false, 0, null);
}
