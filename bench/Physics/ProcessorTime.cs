using System.Runtime.InteropServices;

namespace DexGrasp.Bench.Physics;

/// <summary>Processor time that a thread has used. Linux only.</summary>
internal static partial class ProcessorTime
{
    private const int ThreadClock = 3;

    /// <summary>Gets what the calling thread has used so far. Resolution: 100 ns.</summary>
    public static TimeSpan OfThisThread
    {
        get
        {
            _ = GetTime(ThreadClock, out TimeSpec time);
            return TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick));
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
