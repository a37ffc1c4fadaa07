using DexGrasp.App.Evaluation.Retrieval;
using DexGrasp.Core.Environments;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Retrieval;

public sealed class BootstrapTests
{
    [Fact]
    public void Mean_OfManyNumbers_HasTheIntervalOfTheCentralLimitTheoremAndRepeats()
    {
        var random = new EpisodeRandom(3);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => 100 + (20 * random.NextGaussian()))];

        MeanInterval interval = Bootstrap.Mean(values)!;

        double mean = values.Average(), half = 1.96 * Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) / values.Length);
        Assert.Equal(mean, interval.Mean, 9);
        Assert.Equal(mean - half, interval.Low, half / 10);
        Assert.Equal(mean + half, interval.High, half / 10);
        Assert.Equal(interval, Bootstrap.Mean(values));
    }

    [Fact]
    public void Ratio_OfPairsThatGoTogether_IsNarrowThoughTheNumbersAreNot()
    {
        double[] those = [.. Enumerable.Range(1, 50).Select(i => 10.0 * i)], these = [.. those.Select(v => 0.25 * v)];

        RatioInterval ratio = Bootstrap.Ratio(these, those)!;

        Assert.Equal((0.25, 0.75, 50), (ratio.Ratio, ratio.Fewer, ratio.N));
        Assert.Equal(0.25, ratio.Low, 9);
        Assert.Equal(0.25, ratio.High, 9);
        RatioInterval apart = Bootstrap.Ratio([.. these.Reverse()], those)!;
        Assert.True(apart.High - apart.Low > 0.05);
    }

    [Fact]
    public void MeanAndRatio_WithoutNumbers_AreNothing()
    {
        Assert.Null(Bootstrap.Mean([]));
        Assert.Null(Bootstrap.Ratio([], []));
        Assert.Throws<ArgumentException>(() => Bootstrap.Ratio([1], [1, 2]));
    }
}
