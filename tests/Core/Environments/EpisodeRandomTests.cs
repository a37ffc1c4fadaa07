using DexGrasp.Core.Environments;
using Xunit;

namespace DexGrasp.Tests.Core.Environments;

public sealed class EpisodeRandomTests
{
    private const int Many = 200_000;

    [Fact]
    public void NextBits_OfTheReferenceSeed_AreSplitMix64()
    {
        // First numbers of the reference implementation (Vigna, splitmix64.c) for the seed 1234567.
        var random = new EpisodeRandom(1234567);

        Assert.Equal(6457827717110365317UL, random.NextBits());
        Assert.Equal(3203168211198807973UL, random.NextBits());
        Assert.Equal(9817491932198370423UL, random.NextBits());
    }

    [Fact]
    public void NextDouble_Many_IsUniform()
    {
        var random = new EpisodeRandom(5);
        double sum = 0, squares = 0, low = 1, high = 0;
        for (int i = 0; i < Many; i++)
        {
            double x = random.NextDouble();
            (sum, squares, low, high) = (sum + x, squares + (x * x), Math.Min(low, x), Math.Max(high, x));
        }

        Assert.InRange(sum / Many, 0.497, 0.503);
        Assert.InRange(squares / Many, 0.330, 0.337);
        Assert.InRange(low, 0, 0.0005);
        Assert.InRange(high, 0.9995, 1 - 1e-16);
    }

    [Fact]
    public void NextGaussian_Many_IsStandardNormal()
    {
        var random = new EpisodeRandom(6);
        double sum = 0, squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < Many; i++)
        {
            double x = random.NextGaussian();
            Assert.True(double.IsFinite(x));
            (sum, squares, beyondTwo) = (sum + x, squares + (x * x), beyondTwo + (Math.Abs(x) > 2 ? 1 : 0));
        }

        Assert.InRange(sum / Many, -0.01, 0.01);
        Assert.InRange(squares / Many, 0.985, 1.015);
        Assert.InRange(beyondTwo / (double)Many, 0.043, 0.048);
    }

    [Fact]
    public void Next_OfSix_GivesEachAsOften()
    {
        var random = new EpisodeRandom(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
            counts[random.Next(6)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Derive_NeighbouringNumbersAndSeeds_GivesUnrelatedSeeds()
    {
        var seen = new HashSet<ulong>();
        for (ulong seed = 0; seed < 50; seed++)
            for (ulong number = 0; number < 50; number++)
                Assert.True(seen.Add(EpisodeRandom.Derive(seed, number)), $"Seed {seed}, number {number} gives a seed that another pair gave.");
    }
}
