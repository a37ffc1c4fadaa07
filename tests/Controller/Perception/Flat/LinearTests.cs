using CsCheck;
using DexGrasp.Controller.Perception.Flat;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception.Flat;

public sealed class LinearTests
{
    [Fact]
    public void Solve_AnySystemWithASolution_SolvesIt() =>
        Gen.Double[-1, 1].Array[12].Sample(numbers =>
        {
            // A dominant diagonal: such a system has exactly one solution.
            double[] a = [.. numbers.Take(9)], b = [.. numbers.Skip(9)];
            for (int i = 0; i < 3; i++)
                a[4 * i] += 4;
            double[] x = [.. b], left = [.. a];

            Assert.True(Linear.Solve(left, x));

            for (int row = 0; row < 3; row++)
                Assert.Equal(b[row], Enumerable.Range(0, 3).Sum(k => a[(3 * row) + k] * x[k]), 1e-9);
        });

    [Fact]
    public void Solve_ZeroOnTheDiagonal_IsPivoted()
    {
        double[] b = [2, 3];
        Assert.True(Linear.Solve([0, 1, 1, 0], b));
        Assert.Equal([3, 2], b);
    }

    [Fact]
    public void Solve_NoSingleSolution_SaysSo() => Assert.False(Linear.Solve([1, 2, 2, 4], [1, 1]));
}
