using CsCheck;
using DexGrasp.Data.Statistics;
using Xunit;

namespace DexGrasp.Tests.Data.Statistics;

public sealed class FeatureStatisticsTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Of_KnownColumn_HasTheTextbookNumbers()
    {
        FeatureStatistics statistics = NumberStatistics.Of([1, 10, 2, 20, 3, 30, 4, 40], 2);

        Assert.Equal([1, 10], statistics.Min);
        Assert.Equal([4, 40], statistics.Max);
        Assert.Equal([2.5, 25], statistics.Mean);
        Assert.Equal(Math.Sqrt(1.25), statistics.Std[0], Tolerance);
        Assert.Equal(4, statistics.Count);
        Assert.Equal(2.5, statistics.Quantiles[2][0], Tolerance);
        Assert.Equal(1.03, statistics.Quantiles[0][0], Tolerance);
        Assert.Equal(39.7, statistics.Quantiles[4][1], Tolerance);
    }

    [Fact]
    public void Aggregate_OfParts_EqualsStatisticsOfTheWhole() =>
        Gen.Select(Gen.Double[-5, 5].Array[1, 30], Gen.Double[-5, 5].Array[1, 30]).Sample((a, b) =>
        {
            FeatureStatistics whole = NumberStatistics.Of([.. a, .. b], 1);
            FeatureStatistics merged = FeatureStatistics.Aggregate([NumberStatistics.Of(a, 1), NumberStatistics.Of(b, 1)]);
            return merged.Count == whole.Count && merged.Min[0] == whole.Min[0] && merged.Max[0] == whole.Max[0]
                && Math.Abs(merged.Mean[0] - whole.Mean[0]) < Tolerance && Math.Abs(merged.Std[0] - whole.Std[0]) < 1e-6;
        });

    [Fact]
    public void Result_TwoPictures_IsPerChannelInZeroToOne()
    {
        var statistics = new PictureStatistics();
        statistics.Add([0, 51, 255]);
        statistics.Add([255, 51, 255]);

        FeatureStatistics result = statistics.Result();

        Assert.Equal([0, 0.2, 1], result.Min);
        Assert.Equal([1, 0.2, 1], result.Max);
        Assert.Equal([0.5, 0.2, 1], result.Mean.Select(v => Math.Round(v, 9)));
        Assert.Equal([0.5, 0, 0], result.Std.Select(v => Math.Round(v, 9)));
        Assert.Equal(2, result.Count);
    }
}
