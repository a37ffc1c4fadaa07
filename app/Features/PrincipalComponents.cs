namespace DexGrasp.App.Features;

/// <summary>The directions in which rows of numbers vary most, by orthogonal iteration. Equal rows give equal numbers.</summary>
internal sealed class PrincipalComponents
{
    private const int Rounds = 100;
    private const int Seed = 1;
    private readonly double[][] _centred;

    /// <summary>Finds the components.</summary>
    /// <param name="rows">Shape: [N x channels].</param>
    /// <param name="channels">Numbers of a row.</param>
    /// <param name="count">Components. Range: 1 to channels.</param>
    public PrincipalComponents(ReadOnlySpan<float> rows, int channels, int count)
    {
        _centred = Centre(rows, channels);
        double variance = _centred.Sum(row => Dot(row, row));
        var random = new Random(Seed);
        double[][] directions = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, channels).Select(_ => random.NextDouble() - 0.5).ToArray())];
        for (int round = 0; round < Rounds; round++)
            directions = Orthogonal([.. directions.Select(Turned)]);
        Scores = [.. directions.Select(direction => Array.ConvertAll(_centred, row => Dot(row, direction)))];
        foreach (double[] scores in Scores)
            PointUp(scores);
        Shares = [.. Scores.Select(scores => variance > 0 ? Dot(scores, scores) / variance : 0)];
    }

    /// <summary>Gets each row's place along each component, from the mean; the farthest is positive. Shape: [components][N].</summary>
    public IReadOnlyList<double[]> Scores { get; }

    /// <summary>Gets each component's part of the whole variance. Range: [0, 1], falling.</summary>
    public IReadOnlyList<double> Shares { get; }

    private static double[][] Centre(ReadOnlySpan<float> rows, int channels)
    {
        var centred = new double[rows.Length / channels][];
        var mean = new double[channels];
        for (int i = 0; i < rows.Length; i++)
            mean[i % channels] += rows[i] / (double)centred.Length;
        for (int n = 0; n < centred.Length; n++)
        {
            centred[n] = new double[channels];
            for (int c = 0; c < channels; c++)
                centred[n][c] = rows[(n * channels) + c] - mean[c];
        }

        return centred;
    }

    // One step of the power method: the covariance times a direction, without the covariance.
    private double[] Turned(double[] direction)
    {
        var turned = new double[direction.Length];
        foreach (double[] row in _centred)
            Add(turned, row, Dot(row, direction));
        return turned;
    }

    private static double[][] Orthogonal(double[][] directions)
    {
        for (int i = 0; i < directions.Length; i++)
        {
            double before = Math.Sqrt(Dot(directions[i], directions[i]));
            for (int j = 0; j < i; j++)
                Add(directions[i], directions[j], -Dot(directions[i], directions[j]));
            double length = Math.Sqrt(Dot(directions[i], directions[i]));

            // What rounding left of a direction that the rows do not vary in is none.
            double factor = length > 1e-9 * before ? 1 / length : 0;
            for (int c = 0; c < directions[i].Length; c++)
                directions[i][c] *= factor;
        }

        return directions;
    }

    private static void PointUp(double[] scores)
    {
        if (scores.Max() < -scores.Min())
            for (int i = 0; i < scores.Length; i++)
                scores[i] = -scores[i];
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += times * what[i];
    }
}
