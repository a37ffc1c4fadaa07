using System.Diagnostics;

namespace DexGrasp.App.WebConsole;

/// <summary>How often something happens, over about the last second. One thread notes, any thread reads.</summary>
internal sealed class RateMeter
{
    private readonly long[] _at = new long[128];
    private long _count;

    /// <summary>Notes that it happened.</summary>
    public void Note()
    {
        long count = Volatile.Read(ref _count);
        Volatile.Write(ref _at[count % _at.Length], Stopwatch.GetTimestamp());
        Volatile.Write(ref _count, count + 1);
    }

    /// <summary>Returns the rate; 0 once it has not happened for a second. Unit: Hz.</summary>
    public double PerSecond()
    {
        long now = Stopwatch.GetTimestamp(), count = Volatile.Read(ref _count), oldest = now, inWindow = 0;
        for (long i = count - 1; i >= 0 && i > count - _at.Length; i--)
        {
            long at = Volatile.Read(ref _at[i % _at.Length]);
            if (now - at > Stopwatch.Frequency)
                break;
            (oldest, inWindow) = (at, inWindow + 1);
        }

        return now > oldest ? inWindow / Stopwatch.GetElapsedTime(oldest, now).TotalSeconds : 0;
    }
}
