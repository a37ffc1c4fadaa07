namespace DexGrasp.Learning.Rl;

/// <summary>Sums over the episodes that ended in a stretch of a run.</summary>
/// <param name="metrics">Metrics of the task.</param>
internal sealed class EpisodeSums(int metrics)
{
    private readonly double[] _metrics = new double[metrics];
    private double _return, _length;

    /// <summary>Gets the episodes.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the mean sum of rewards of an episode; NaN where none ended.</summary>
    public double MeanReturn => _return / Count;

    /// <summary>Gets the mean steps of an episode; NaN where none ended.</summary>
    public double MeanLength => _length / Count;

    /// <summary>Returns the mean of a metric; NaN where no episode ended. The first is the rate of success.</summary>
    public double MeanMetric(int metric) => _metrics[metric] / Count;

    /// <summary>Takes an episode.</summary>
    public void Add(double sum, int length, ReadOnlySpan<float> row)
    {
        (Count, _return, _length) = (Count + 1, _return + sum, _length + length);
        for (int m = 0; m < row.Length; m++)
            _metrics[m] += row[m];
    }

    /// <summary>Begins a new stretch.</summary>
    public void Clear()
    {
        (Count, _return, _length) = (0, 0, 0);
        Array.Clear(_metrics);
    }
}
