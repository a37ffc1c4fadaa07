using System.Numerics;

namespace DexGrasp.Drivers.Host;

/// <summary>Counts durations in buckets of at most 0.8 % width. One thread records, without allocating; any thread may read.</summary>
public sealed class DurationHistogram
{
    private const int SubBits = 7;
    private const int SubCount = 1 << SubBits;
    private const long LongestUs = (1L << 36) - 1;

    private readonly long[] _counts = new long[(36 - SubBits + 1) * SubCount];
    private long _total;
    private long _maxUs;

    /// <summary>Gets how many durations were recorded.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Gets the longest duration.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _maxUs));

    /// <summary>Records one duration. Unit kept: 1 us; a negative one counts as 0.</summary>
    public void Record(TimeSpan duration)
    {
        long us = Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, LongestUs);
        int shift = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)us | 1) - SubBits);
        Interlocked.Increment(ref _counts[(shift * SubCount) + (int)(us >> shift)]);
        if (us > _maxUs)
            Volatile.Write(ref _maxUs, us);
        Volatile.Write(ref _total, _total + 1);
    }

    /// <summary>Returns the duration that a part of all recorded ones does not exceed; zero when there are none.</summary>
    /// <param name="part">Range: 0 to 1; 0.99 is the 99th percentile.</param>
    public TimeSpan Quantile(double part)
    {
        long wanted = Math.Max(1, (long)Math.Ceiling(part * Total)), seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += Volatile.Read(ref _counts[i]);
            if (seen >= wanted)
                return Upper(i) < Max ? Upper(i) : Max;
        }

        return TimeSpan.Zero;
    }

    // Shift 0 holds 0 to 255 us one by one; every further shift holds the upper half of its range.
    private static TimeSpan Upper(int index)
    {
        int shift = Math.Max(0, (index / SubCount) - 1);
        long value = index - (shift * SubCount);
        return TimeSpan.FromMicroseconds(((value + 1) << shift) - 1);
    }
}
