using CsCheck;
using DexGrasp.App.Evaluation;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class RateIntervalTests
{
    // Worked out separately, in double precision, from the formula in the 1927 paper.
    [Theory]
    [InlineData(0, 10, 0, 0.2775327998628892)]
    [InlineData(5, 10, 0.2365930905125640, 0.7634069094874360)]
    [InlineData(10, 10, 0.7224672001371107, 1)]
    [InlineData(97, 100, 0.9154806357094724, 0.9897454759759611)]
    [InlineData(170, 200, 0.7939442071583334, 0.8928640643775800)]
    public void Wilson_KnownCounts_MatchesReference(int successes, int trials, double low, double high)
    {
        RateInterval interval = RateInterval.Wilson(successes, trials);

        Assert.Equal((double)successes / trials, interval.Rate);
        Assert.Equal(low, interval.Low, 12);
        Assert.Equal(high, interval.High, 12);
        Assert.Equal(trials, interval.N);
    }

    [Fact]
    public void Wilson_NoTrials_KnowsNothing() => Assert.Equal(new RateInterval(0, 0, 1, 0), RateInterval.Wilson(0, 0));

    [Fact]
    public void Wilson_MoreSuccessesThanTrials_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => RateInterval.Wilson(3, 2));

    [Fact]
    public void Wilson_AnyCounts_EndsAreWhereTheScoreTestTurns() =>
        Gen.Int[2, 2000].SelectMany(n => Gen.Int[1, n - 1].Select(k => (k, n))).Sample(t =>
        {
            RateInterval interval = RateInterval.Wilson(t.k, t.n);
            double Score(double p) => Math.Abs(interval.Rate - p) / Math.Sqrt(p * (1 - p) / t.n);
            return Math.Abs(Score(interval.Low) - 1.959964) < 1e-5 && Math.Abs(Score(interval.High) - 1.959964) < 1e-5;
        });

    [Fact]
    public void Wilson_AnyCounts_ContainsRateAndNarrowsWithTrials() =>
        Gen.Int[1, 2000].SelectMany(n => Gen.Int[0, n].Select(k => (k, n))).Sample(t =>
        {
            RateInterval one = RateInterval.Wilson(t.k, t.n), four = RateInterval.Wilson(4 * t.k, 4 * t.n);
            return one.Low <= one.Rate && one.Rate <= one.High && one.Low >= 0 && one.High <= 1
                && four.High - four.Low < one.High - one.Low;
        });
}
