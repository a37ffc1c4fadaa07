namespace DexGrasp.Core.Robots;

/// <summary>Cholesky factorisation of the 6 x 6 systems of the arm's inverse kinematics, in place and without allocation.</summary>
internal static class SmallCholesky
{
    internal const int Size = 6;

    /// <summary>Replaces the lower triangle of a symmetric matrix by its factor; returns the product of the diagonal, 0 when not positive definite.</summary>
    internal static double Factor(Span<double> matrix)
    {
        double product = 1;
        for (int j = 0; j < Size; j++)
        {
            double diagonal = matrix[(j * Size) + j];
            for (int k = 0; k < j; k++)
                diagonal -= matrix[(j * Size) + k] * matrix[(j * Size) + k];
            if (!(diagonal > 0))
                return 0;
            diagonal = Math.Sqrt(diagonal);
            product *= diagonal;
            matrix[(j * Size) + j] = diagonal;
            for (int i = j + 1; i < Size; i++)
            {
                double sum = matrix[(i * Size) + j];
                for (int k = 0; k < j; k++)
                    sum -= matrix[(i * Size) + k] * matrix[(j * Size) + k];
                matrix[(i * Size) + j] = sum / diagonal;
            }
        }

        return product;
    }

    /// <summary>Solves with a factor from <see cref="Factor"/>; <paramref name="rightSide"/> becomes the solution.</summary>
    internal static void Solve(ReadOnlySpan<double> factor, Span<double> rightSide)
    {
        for (int i = 0; i < Size; i++)
        {
            for (int k = 0; k < i; k++)
                rightSide[i] -= factor[(i * Size) + k] * rightSide[k];
            rightSide[i] /= factor[(i * Size) + i];
        }

        for (int i = Size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < Size; k++)
                rightSide[i] -= factor[(k * Size) + i] * rightSide[k];
            rightSide[i] /= factor[(i * Size) + i];
        }
    }
}
