namespace DexGrasp.Learning.Rl;

/// <summary>Stops a run at the first number that is none, before it reaches weights or statistics.</summary>
internal static class Finite
{
    /// <summary>Checks numbers of all environments.</summary>
    /// <param name="rows">Shape: [N x width].</param>
    /// <param name="width">Range: at least 1, or 0 for none.</param>
    /// <param name="what">They are, for the message.</param>
    /// <param name="task">Whose.</param>
    /// <exception cref="RlException">One is NaN or infinite.</exception>
    public static void Require(ReadOnlySpan<float> rows, int width, string what, string task)
    {
        for (int k = 0; k < rows.Length; k++)
            if (!float.IsFinite(rows[k]))
                throw new RlException(
                    $"{what}{(width > 1 ? $" {k % width}" : "")} of environment {k / width} of '{task}' is {rows[k]}; the run ends, and its last checkpoint is whole. An environment has to report a fault instead of such numbers.");
    }
}
