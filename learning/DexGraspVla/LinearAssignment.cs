namespace DexGrasp.Learning.DexGraspVla;

/// <summary>The cheapest one-to-one assignment of rows to columns, by shortest augmenting paths. Time: O(n^3).</summary>
public static class LinearAssignment
{
    /// <summary>Solves one problem.</summary>
    /// <param name="cost">Cost of each pair. Shape: [n, n]. Finite.</param>
    /// <returns>For each row its column. Shape: [n].</returns>
    /// <exception cref="ArgumentException">The matrix is not square, or an entry is not finite.</exception>
    public static int[] Solve(double[,] cost)
    {
        int n = cost.GetLength(0);
        if (cost.GetLength(1) != n)
            throw new ArgumentException($"The cost matrix is {n} x {cost.GetLength(1)}; it must be square.");
        foreach (double entry in cost)
            if (!double.IsFinite(entry))
                throw new ArgumentException($"The cost matrix holds {entry}; all entries must be finite.");

        // Row and column potentials keep every reduced cost at 0 or above; index 0 is a column that stands for "none yet".
        double[] rowPotential = new double[n + 1], columnPotential = new double[n + 1];
        int[] rowOfColumn = new int[n + 1];
        for (int row = 1; row <= n; row++)
            Augment(cost, row, rowPotential, columnPotential, rowOfColumn);

        var columns = new int[n];
        for (int column = 1; column <= n; column++)
            columns[rowOfColumn[column] - 1] = column - 1;
        return columns;
    }

    private static void Augment(double[,] cost, int row, double[] rowPotential, double[] columnPotential, int[] rowOfColumn)
    {
        int n = cost.GetLength(0), at = 0;
        var distance = new double[n + 1];
        Array.Fill(distance, double.PositiveInfinity);
        var visited = new bool[n + 1];
        var previous = new int[n + 1];
        rowOfColumn[0] = row;
        while (rowOfColumn[at] != 0)
        {
            visited[at] = true;
            int from = rowOfColumn[at], nearest = 0;
            double step = double.PositiveInfinity;
            for (int column = 1; column <= n; column++)
            {
                if (visited[column])
                    continue;
                double reduced = cost[from - 1, column - 1] - rowPotential[from] - columnPotential[column];
                if (reduced < distance[column])
                    (distance[column], previous[column]) = (reduced, at);
                if (distance[column] < step)
                    (step, nearest) = (distance[column], column);
            }

            for (int column = 0; column <= n; column++)
            {
                if (visited[column])
                {
                    rowPotential[rowOfColumn[column]] += step;
                    columnPotential[column] -= step;
                }
                else
                {
                    distance[column] -= step;
                }
            }

            at = nearest;
        }

        for (; at != 0; at = previous[at])
            rowOfColumn[at] = rowOfColumn[previous[at]];
    }
}
