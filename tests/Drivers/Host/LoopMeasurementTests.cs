using CsCheck;
using DexGrasp.Drivers.Host;
using Xunit;

namespace DexGrasp.Tests.Drivers.Host;

public sealed class LoopMeasurementTests
{
    [Fact]
    public void Quantile_AnyDurations_IsWithinOnePercentOfTheExactOne() => Gen.Int[0, 2_000_000].Array[1, 200].Select(Gen.Double[0.01, 1]).Sample((us, part) =>
    {
        var histogram = new DurationHistogram();
        foreach (int value in us)
            histogram.Record(TimeSpan.FromMicroseconds(value));
        Array.Sort(us);
        double exact = us[Math.Max(0, (int)Math.Ceiling(part * us.Length) - 1)];

        Assert.InRange(histogram.Quantile(part).TotalMicroseconds, exact, exact * 1.01 + 1);
        Assert.Equal(us[^1], histogram.Max.TotalMicroseconds);
        Assert.Equal(us.Length, histogram.Total);
    });

    [Fact]
    public void Record_AllocatesNothing()
    {
        var histogram = new DurationHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(1));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            histogram.Record(TimeSpan.FromTicks(i * 977));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void StateRing_SlowReader_SkipsToWhatIsStillThere()
    {
        var ring = new StateRing(8);
        var sample = new StateSample();
        for (int number = 1; number <= 20; number++)
        {
            sample.Number = number;
            ring.Write(sample);
        }

        long cursor = 0;
        var seen = new List<long>();
        while (ring.TryRead(ref cursor, sample))
            seen.Add(sample.Number);

        Assert.Equal([14, 15, 16, 17, 18, 19, 20], seen);
    }

    [Fact]
    public async Task StateRing_ReadWhileWritten_NeverGivesATornSample()
    {
        const int Samples = 200_000;
        var ring = new StateRing(4);
        Task writing = Task.Run(
            () =>
            {
                var written = new StateSample();
                for (int number = 1; number <= Samples; number++)
                {
                    written.Number = number;
                    written.PositionsRad.Fill(number);
                    written.CommandedRad.Fill(-number);
                    ring.Write(written);
                }
            },
            TestContext.Current.CancellationToken);

        var read = new StateSample();
        long cursor = 0, last = 0;
        while (last < Samples)
        {
            if (!ring.TryRead(ref cursor, read))
                continue;
            Assert.True(read.Number > last);
            last = read.Number;
            Assert.Equal(-1, read.PositionsRad.IndexOfAnyExcept(last));
            Assert.Equal(-1, read.CommandedRad.IndexOfAnyExcept(-last));
        }

        await writing;
    }

    [Fact]
    public void RealTimeTicks_NeverComeEarlyAndEndWhenCancelled()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(2));
        using var end = new CancellationTokenSource();
        TimeSpan first = TimeSpan.Zero;
        for (int i = 0; i < 20; i++)
        {
            Assert.True(ticks.WaitForNextTick(end.Token));
            if (i == 0)
                first = ticks.Now;
        }

        // Ticks are at absolute times: 19 periods after the first, less the first tick's own lateness, at the earliest.
        Assert.True(ticks.Now > TimeSpan.FromMilliseconds(2 * 20));
        Assert.True(ticks.Now >= first);
        end.Cancel();
        Assert.False(ticks.WaitForNextTick(end.Token));
    }
}
