using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Devices;

/// <summary>Sleeps to absolute times of the machine's monotonic clock. Allocates nothing.</summary>
internal static partial class WallClock
{
    private const int Monotonic = 1;
    private const int Absolute = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Gets the time of the clock that <see cref="SleepUntil"/> uses. Unit: ns.</summary>
    public static long NowNs => (long)(Stopwatch.GetTimestamp() * ((double)NanosecondsPerSecond / Stopwatch.Frequency));

    /// <summary>Sleeps; returns at once when the time is past.</summary>
    /// <param name="deadlineNs">Unit: ns.</param>
    public static void SleepUntil(long deadlineNs)
    {
        var until = new TimeSpec { Seconds = deadlineNs / NanosecondsPerSecond, Nanoseconds = deadlineNs % NanosecondsPerSecond };
        while (NowNs < deadlineNs)
            _ = ClockNanosleep(Monotonic, Absolute, in until, 0);
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpec request, nint remaining);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
