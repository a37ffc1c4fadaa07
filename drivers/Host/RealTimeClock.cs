using System.Runtime.InteropServices;

namespace DexGrasp.Drivers.Host;

/// <summary>The operating system's monotonic clock, sleep to an absolute time, and real-time scheduling. Linux only.</summary>
public static partial class RealTimeClock
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const int Fifo = 1;
    private const int Interrupted = 4;

    /// <summary>Gets the time since an arbitrary start. Resolution: 100 ns.</summary>
    public static TimeSpan Now
    {
        get
        {
            _ = GetTime(Monotonic, out TimeSpec time);
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }
    }

    /// <summary>Sleeps until an absolute time of this clock; returns at once if it is past.</summary>
    public static void SleepUntil(TimeSpan at)
    {
        var time = new TimeSpec { Seconds = at.Ticks / TimeSpan.TicksPerSecond, Nanoseconds = at.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick };
        while (Sleep(Monotonic, AbsoluteTime, in time, 0) == Interrupted)
        {
        }
    }

    /// <summary>Asks for first-in-first-out scheduling of the calling thread.</summary>
    /// <param name="priority">Range: 1 to 99.</param>
    /// <returns>False where it is not permitted.</returns>
    public static bool TrySetFifo(int priority) => SetScheduler(0, Fifo, in priority) == 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in TimeSpec time, nint remaining);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
