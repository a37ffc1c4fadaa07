using DexGrasp.Planner.Grounding;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

public sealed class VoteClustersTests
{
    [Theory]
    [InlineData(8, 1)]
    [InlineData(14, 2)]
    public void Of_TwoObjectsSideBySide_ArePartedWhereTheirMiddlesAre(float apart, int seed)
    {
        var random = new Random(seed);
        (float, float)[] votes = [.. Around(random, 100, 80, 300, 1), .. Around(random, 100 + apart, 80, 60, 1)];

        int[] clusters = VoteClusters.Of(votes);

        Assert.Equal(2, clusters.Distinct().Count());
        Assert.InRange(clusters[..300].Count(c => c == clusters[0]), 297, 300);
        Assert.InRange(clusters[300..].Count(c => c != clusters[0]), 57, 60);
    }

    [Fact]
    public void Of_OneObjectWithUncertainMiddle_IsOne()
    {
        int[] clusters = VoteClusters.Of([.. Around(new Random(3), 150, 120, 900, 2.5)]);

        Assert.InRange(clusters.Count(c => c == clusters[0]), 880, 900);
    }

    [Fact]
    public void Of_FewStrayVotes_JoinTheNearestObject()
    {
        int[] clusters = VoteClusters.Of([.. Around(new Random(4), 60, 60, 200, 1), .. Around(new Random(5), 75, 60, 5, 0.1), .. Around(new Random(6), 200, 60, 200, 1)]);

        Assert.Equal(2, clusters.Distinct().Count());
        Assert.All(clusters[200..205], c => Assert.Equal(clusters[0], c));
    }

    [Fact]
    public void Of_VotesOutsideThePictureOrNone_AreTaken()
    {
        Assert.Empty(VoteClusters.Of([]));
        Assert.Single(VoteClusters.Of([.. Enumerable.Repeat((-500f, 900f), 40)]).Distinct());
    }

    private static IEnumerable<(float U, float V)> Around(Random random, float u, float v, int count, double spread)
    {
        for (int i = 0; i < count; i++)
            yield return (u + (float)(Normal(random) * spread), v + (float)(Normal(random) * spread));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
