namespace DexGrasp.Learning.Training;

/// <summary>
/// The order in which samples are seen: every epoch a new permutation, which seed and epoch alone decide. Its state is two
/// numbers, so that a run resumes within an epoch. One thread at a time.
/// </summary>
public sealed class SampleOrder
{
    private const int EpochStride = 7919;
    private readonly int[] _permutation;

    /// <summary>Starts at the first sample of an epoch, or anywhere in it.</summary>
    /// <param name="count">Samples of the data set. Range: at least 1.</param>
    /// <param name="seed">Decides all permutations.</param>
    /// <param name="epoch">Where to start. Default: 0.</param>
    /// <param name="position">Samples of that epoch that were seen already. Range: [0, <paramref name="count"/>]. Default: 0.</param>
    public SampleOrder(int count, int seed, int epoch = 0, int position = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, count);
        Seed = seed;
        _permutation = new int[count];
        (Epoch, Position) = (epoch, position);
        Shuffle();
    }

    /// <summary>Gets the samples of the data set.</summary>
    public int Count => _permutation.Length;

    /// <summary>Gets what decides all permutations.</summary>
    public int Seed { get; }

    /// <summary>Gets the number of complete passes over the data.</summary>
    public int Epoch { get; private set; }

    /// <summary>Gets how many samples of this epoch were taken.</summary>
    public int Position { get; private set; }

    /// <summary>Takes the next samples; a batch may reach into the next epoch.</summary>
    /// <param name="batch">Receives sample numbers. Range: [0, count).</param>
    public void Next(Span<int> batch)
    {
        foreach (ref int sample in batch)
        {
            if (Position == _permutation.Length)
            {
                (Epoch, Position) = (Epoch + 1, 0);
                Shuffle();
            }

            sample = _permutation[Position++];
        }
    }

    private void Shuffle()
    {
        for (int i = 0; i < _permutation.Length; i++)
            _permutation[i] = i;
        new Random(unchecked(Seed + (Epoch * EpochStride))).Shuffle(_permutation);
    }
}
