using DexGrasp.App.Features;
using Xunit;

namespace DexGrasp.Tests.App.Features;

public sealed class PrincipalComponentsTests
{
    private const int Rows = 400, Channels = 6;

    [Fact]
    public void Constructor_TwoDirectionsInNoise_FindsThemInOrder()
    {
        var random = new Random(3);
        double[] first = new double[Rows], second = new double[Rows];
        var rows = new float[Rows * Channels];
        for (int n = 0; n < Rows; n++)
        {
            (first[n], second[n]) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            for (int c = 0; c < Channels; c++)
                rows[(n * Channels) + c] = (float)(7 + (0.01 * random.NextDouble()));

            // Along (0, 3, 4, 0, 0, 0) / 5 and (0, 0, 0, 1, 0, 0).
            rows[(n * Channels) + 1] += (float)(10 * 0.6 * first[n]);
            rows[(n * Channels) + 2] += (float)(10 * 0.8 * first[n]);
            rows[(n * Channels) + 3] += (float)(4 * second[n]);
        }

        var found = new PrincipalComponents(rows, Channels, 3);

        Assert.InRange(Math.Abs(Correlation(first, found.Scores[0])), 0.999, 1);
        Assert.InRange(Math.Abs(Correlation(second, found.Scores[1])), 0.99, 1);
        Assert.Equal(100.0 / 116, found.Shares[0], 0.03);
        Assert.Equal(16.0 / 116, found.Shares[1], 0.03);
        Assert.InRange(found.Shares[2], 0, 1e-4);
        Assert.All(found.Scores, scores => Assert.True(scores.Max() >= -scores.Min()));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(8, 1)]
    [InlineData(4, 2)]
    public void Constructor_FewerDirectionsThanAskedFor_LeavesTheOthersAtZero(int rows, int channels)
    {
        float[] numbers = [.. Enumerable.Range(0, rows * channels).Select(i => (float)(i * i % 7))];

        var found = new PrincipalComponents(numbers, channels, 3);

        Assert.Equal(rows == 1 ? 0 : 1, found.Shares.Sum(), 1e-9);
        Assert.All(found.Scores[Math.Min(rows - 1, channels)], score => Assert.Equal(0, score, 1e-9));
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average(), both = 0, ofA = 0, ofB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            both += (a[i] - meanA) * (b[i] - meanB);
            ofA += (a[i] - meanA) * (a[i] - meanA);
            ofB += (b[i] - meanB) * (b[i] - meanB);
        }

        return both / Math.Sqrt(ofA * ofB);
    }
}
