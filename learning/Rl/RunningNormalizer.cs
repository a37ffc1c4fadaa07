namespace DexGrasp.Learning.Rl;

/// <summary>Turns observations into numbers of mean 0 and deviation 1, by all that were seen so far, and limits them.</summary>
/// <param name="size">Numbers of an observation.</param>
/// <param name="limit">Largest result. Unit: standard deviations.</param>
internal sealed class RunningNormalizer(int size, double limit)
{
    private const double LeastVariance = 1e-8;
    private readonly float _limit = (float)limit;
    private readonly float[] _mean = new float[size], _deviation = Ones(size);

    /// <summary>Gets what was seen. After changing it call <see cref="Refresh"/>.</summary>
    public RunningMoments Moments { get; } = new(size);

    /// <summary>Gets the means that are subtracted. Shape: [size].</summary>
    public ReadOnlySpan<float> Mean => _mean;

    /// <summary>Gets the deviations that are divided by. Shape: [size].</summary>
    public ReadOnlySpan<float> Deviation => _deviation;

    /// <summary>Gets the largest result.</summary>
    public float Limit => _limit;

    /// <summary>Takes observations into account.</summary>
    /// <param name="rows">Finite. Shape: [any x size].</param>
    public void Update(ReadOnlySpan<float> rows)
    {
        Moments.Add(rows);
        Refresh();
    }

    /// <summary>Computes anew what is subtracted and divided by.</summary>
    public void Refresh()
    {
        for (int i = 0; i < size; i++)
            (_mean[i], _deviation[i]) = ((float)Moments.Mean[i], (float)Math.Sqrt(Moments.Variance(i) + LeastVariance));
    }

    /// <summary>Normalises one observation.</summary>
    /// <param name="row">Shape: [size].</param>
    /// <param name="result">Shape: [size].</param>
    public void Apply(ReadOnlySpan<float> row, Span<float> result)
    {
        for (int i = 0; i < size; i++)
            result[i] = Math.Clamp((row[i] - _mean[i]) / _deviation[i], -_limit, _limit);
    }

    private static float[] Ones(int size)
    {
        var ones = new float[size];
        Array.Fill(ones, 1);
        return ones;
    }
}
