using CsCheck;
using DexGrasp.Learning.DexGraspVla;
using Xunit;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class LinearAssignmentTests
{
    [Fact]
    public void Solve_SmallProblems_IsAsCheapAsTheBestOfAllPermutations() => Gen.Int[1, 6].SelectMany(n => Gen.Double[-5, 5].Array[n * n].Select(costs => (n, costs))).Sample(problem =>
    {
        double[,] cost = Square(problem.n, problem.costs);
        int[] columns = LinearAssignment.Solve(cost);
        Assert.Equal(Enumerable.Range(0, problem.n), columns.Order());
        Assert.Equal(Cheapest(cost, 0, 0), columns.Select((column, row) => cost[row, column]).Sum(), 9);
    }, iter: 2000, threads: 1);

    [Fact]
    public void Solve_EqualCosts_StillAssignsEveryColumnOnce() => Assert.Equal([0, 1, 2, 3], LinearAssignment.Solve(new double[4, 4]).Order());

    [Fact]
    public void Solve_BadMatrix_Throws()
    {
        Assert.Throws<ArgumentException>(() => LinearAssignment.Solve(new double[2, 3]));
        Assert.Throws<ArgumentException>(() => LinearAssignment.Solve(new[,] { { double.NaN } }));
    }

    private static double[,] Square(int n, double[] values)
    {
        var square = new double[n, n];
        Buffer.BlockCopy(values, 0, square, 0, values.Length * sizeof(double));
        return square;
    }

    private static double Cheapest(double[,] cost, int row, int taken) => row == cost.GetLength(0)
        ? 0
        : Enumerable.Range(0, cost.GetLength(0)).Where(column => (taken & (1 << column)) == 0).Min(column => cost[row, column] + Cheapest(cost, row + 1, taken | (1 << column)));
}
