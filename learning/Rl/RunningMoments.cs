namespace DexGrasp.Learning.Rl;

/// <summary>Mean and variance of all rows seen so far, number by number, merged batch by batch (Chan, Golub, LeVeque 1979).</summary>
/// <param name="size">Numbers of a row. Range: 0 and more.</param>
internal sealed class RunningMoments(int size)
{
    private readonly double[] _batchMean = new double[size], _batchSquares = new double[size];

    /// <summary>Gets the numbers of a row.</summary>
    public int Size => size;

    /// <summary>Gets the rows seen.</summary>
    public double Count { get; private set; }

    /// <summary>Gets the means; 0 before the first row. Shape: [Size].</summary>
    public double[] Mean { get; } = new double[size];

    /// <summary>Gets the sums of squared differences from the mean. Shape: [Size].</summary>
    public double[] Squares { get; } = new double[size];

    /// <summary>Returns the variance of a number, of the whole and not of a sample; 1 before the second row.</summary>
    public double Variance(int i) => Count < 2 ? 1 : Squares[i] / Count;

    /// <summary>Takes rows.</summary>
    /// <param name="rows">Finite. Shape: [any x Size].</param>
    public void Add(ReadOnlySpan<float> rows)
    {
        if (size == 0 || rows.IsEmpty)
            return;
        int count = rows.Length / size;
        Array.Clear(_batchMean);
        Array.Clear(_batchSquares);
        for (int k = 0; k < rows.Length; k++)
            _batchMean[k % size] += rows[k];
        for (int i = 0; i < size; i++)
            _batchMean[i] /= count;
        for (int k = 0; k < rows.Length; k++)
        {
            double difference = rows[k] - _batchMean[k % size];
            _batchSquares[k % size] += difference * difference;
        }

        double total = Count + count;
        for (int i = 0; i < size; i++)
        {
            double delta = _batchMean[i] - Mean[i];
            Mean[i] += delta * count / total;
            Squares[i] += _batchSquares[i] + (delta * delta * Count * count / total);
        }

        Count = total;
    }

    /// <summary>Sets what was seen.</summary>
    public void Restore(double count, ReadOnlySpan<double> mean, ReadOnlySpan<double> squares)
    {
        Count = count;
        mean.CopyTo(Mean);
        squares.CopyTo(Squares);
    }
}
