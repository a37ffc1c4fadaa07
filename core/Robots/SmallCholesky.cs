namespace DexGrasp.Core.Robots;

/// <summary>Cholesky factorisation of the small systems of the arm's inverse kinematics, in place and without allocation.</summary>
internal static class SmallCholesky
{
    /// <summary>Replaces the lower triangle of a symmetric matrix by its factor; returns the product of the diagonal, 0 when not positive definite.</summary>
    internal static double Factor(Span<double> matrix, int size = 6)
    {
        double product = 1;
        for (int j = 0; j < size; j++)
        {
            double diagonal = matrix[(j * size) + j];
            for (int k = 0; k < j; k++)
                diagonal -= matrix[(j * size) + k] * matrix[(j * size) + k];
            if (!(diagonal > 0))
                return 0;
            diagonal = Math.Sqrt(diagonal);
            product *= diagonal;
            matrix[(j * size) + j] = diagonal;
            for (int i = j + 1; i < size; i++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++)
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                matrix[(i * size) + j] = sum / diagonal;
            }
        }

        return product;
    }

    /// <summary>Solves with a factor from <see cref="Factor"/>; <paramref name="rightSide"/> becomes the solution.</summary>
    internal static void Solve(ReadOnlySpan<double> factor, Span<double> rightSide, int size = 6)
    {
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < i; k++)
                rightSide[i] -= factor[(i * size) + k] * rightSide[k];
            rightSide[i] /= factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++)
                rightSide[i] -= factor[(k * size) + i] * rightSide[k];
            rightSide[i] /= factor[(i * size) + i];
        }
    }
}
