namespace DexGrasp.Safety.Gate;

/// <summary>Counts refused chunks by reason since start. Written by the loop thread; other threads may read at any time.</summary>
public sealed class RefusalCounts
{
    private readonly long[] _counts = new long[Enum.GetValues<RefusalReason>().Length];

    internal RefusalCounts()
    {
    }

    /// <summary>Gets how many chunks were accepted.</summary>
    public long Accepted => this[RefusalReason.None];

    /// <summary>Gets how many chunks were refused for any reason.</summary>
    public long Refused
    {
        get
        {
            long sum = 0;
            for (int i = 1; i < _counts.Length; i++)
                sum += Volatile.Read(ref _counts[i]);
            return sum;
        }
    }

    /// <summary>Gets the count of one reason.</summary>
    public long this[RefusalReason reason] => Volatile.Read(ref _counts[(int)reason]);

    /// <summary>Returns the reasons that occurred, by name, for messages and logs.</summary>
    public IReadOnlyDictionary<string, long> ByReason() => Enum.GetValues<RefusalReason>()
        .Where(r => r != RefusalReason.None && this[r] > 0)
        .ToDictionary(r => r.ToString(), r => this[r]);

    internal void Add(RefusalReason reason) => Interlocked.Increment(ref _counts[(int)reason]);
}
