namespace DexGrasp.Controller.Perception.Flat;

/// <summary>Solves small symmetric systems in place.</summary>
internal static class Linear
{
    /// <summary>Replaces the right side by the solution (Gauss with the largest pivot).</summary>
    /// <param name="a">Shape: [n x n], row-major. Destroyed.</param>
    /// <param name="b">Shape: [n].</param>
    /// <returns>False where the system has no single solution; <paramref name="b"/> is then worthless.</returns>
    public static bool Solve(Span<double> a, Span<double> b)
    {
        int n = b.Length;
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int r = column + 1; r < n; r++)
                if (Math.Abs(a[(r * n) + column]) > Math.Abs(a[(pivot * n) + column]))
                    pivot = r;
            if (Math.Abs(a[(pivot * n) + column]) < 1e-12)
                return false;
            for (int k = 0; k < n && pivot != column; k++)
                (a[(pivot * n) + k], a[(column * n) + k]) = (a[(column * n) + k], a[(pivot * n) + k]);
            (b[pivot], b[column]) = (b[column], b[pivot]);
            for (int r = column + 1; r < n; r++)
            {
                double factor = a[(r * n) + column] / a[(column * n) + column];
                for (int k = column; k < n; k++)
                    a[(r * n) + k] -= factor * a[(column * n) + k];
                b[r] -= factor * b[column];
            }
        }

        for (int r = n - 1; r >= 0; r--)
        {
            for (int k = r + 1; k < n; k++)
                b[r] -= a[(r * n) + k] * b[k];
            b[r] /= a[(r * n) + r];
        }

        return true;
    }
}
