using CsCheck;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Host;

public sealed class ChunkPlayoutTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(5);

    private static readonly Gen<(double[] Positions, int LatenessMs, double[] Last, double[] Speed)> Cases =
        from steps in Gen.Int[1, ActionChunk.Horizon]
        from positions in Gen.Double[-1, 1].Array[steps * RobotModel.Dof]
        from lateness in Gen.Int[0, (steps * 50) - 1]
        from last in Gen.Double[-1, 1].Array[RobotModel.Dof]
        from speed in Gen.Double[-2, 2].Array[RobotModel.Dof]
        select (positions, lateness, last, speed);

    [Fact]
    public void TryNext_AnyChunk_StaysBetweenStepsAndNeverJumps() => Cases.Sample(c =>
    {
        var chunk = new ActionChunk(c.Positions, Start);
        var playout = new ChunkPlayout();
        TimeSpan lastAt = Start + TimeSpan.FromMilliseconds(c.LatenessMs);
        Assert.True(playout.Splice(chunk, c.Last, c.Speed, lastAt));
        double[] wanted = [.. c.Last], previous = [.. c.Last];
        for (TimeSpan now = lastAt + Tick; playout.TryNext(now, wanted); now += Tick)
        {
            for (int joint = 0; joint < RobotModel.Dof; joint++)
            {
                // Targets are at most 2 rad apart over at least 50 ms; a monotone cubic is at most three times as steep as its chord.
                Assert.InRange(wanted[joint], -1, 1);
                Assert.True(Math.Abs(wanted[joint] - previous[joint]) <= 3 * 2 * (Tick / TimeSpan.FromMilliseconds(50)) + 1e-9);
            }

            wanted.CopyTo(previous, 0);
        }

        Assert.Equal(c.Positions[^RobotModel.Dof..], wanted);
    });

    [Fact]
    public void TryNext_ChunkWithoutDelay_PassesEveryStepAtItsTime() => Cases.Sample(c =>
    {
        var chunk = new ActionChunk(c.Positions, Start);
        var playout = new ChunkPlayout();
        playout.Splice(chunk, c.Last, c.Speed, Start);
        var wanted = new double[RobotModel.Dof];
        for (int step = 0; step < chunk.Steps; step++)
        {
            Assert.True(playout.TryNext(Start + TimeSpan.FromMilliseconds(50 * (step + 1)), wanted));
            for (int joint = 0; joint < RobotModel.Dof; joint++)
                Assert.Equal(chunk.Step(step)[joint], wanted[joint], 1e-9);
        }
    });

    [Fact]
    public void TryNext_LateChunk_IsBackOnScheduleAtTheFirstStepThatIs50MsAway() => Cases.Sample(c =>
    {
        var chunk = new ActionChunk(c.Positions, Start);
        var playout = new ChunkPlayout();
        TimeSpan lastAt = Start + TimeSpan.FromMilliseconds(c.LatenessMs);
        playout.Splice(chunk, c.Last, c.Speed, lastAt);
        var wanted = new double[RobotModel.Dof];
        int first = (c.LatenessMs + 49) / 50;
        for (int step = first; step < chunk.Steps; step++)
        {
            Assert.True(playout.TryNext(Start + TimeSpan.FromMilliseconds(50 * (step + 1)), wanted));
            for (int joint = 0; joint < RobotModel.Dof; joint++)
                Assert.Equal(chunk.Step(step)[joint], wanted[joint], 1e-9);
        }
    });

    [Fact]
    public void Splice_NewerChunk_ReplacesTheRestOfTheOlder()
    {
        var playout = new ChunkPlayout();
        double[] home = new double[RobotModel.Dof], wanted = new double[RobotModel.Dof], speed = new double[RobotModel.Dof];
        playout.Splice(Chunks.Ramp(home, Start, byRad: 0.5), home, speed, Start);
        playout.TryNext(Start + TimeSpan.FromMilliseconds(200), wanted);
        double atSplice = wanted[0];

        playout.Splice(Chunks.Ramp(wanted, Start + TimeSpan.FromMilliseconds(200), byRad: -0.5), wanted, speed, Start + TimeSpan.FromMilliseconds(200));

        playout.TryNext(Start + TimeSpan.FromMilliseconds(210), wanted);
        Assert.InRange(wanted[0], atSplice - 0.05, atSplice);
        while (playout.IsPlaying)
            playout.TryNext(Start + TimeSpan.FromSeconds(5), wanted);
        Assert.Equal(atSplice - 0.5, wanted[0], 1e-9);
    }

    [Fact]
    public void Splice_ChunkThatIsOver_IsIgnored()
    {
        var playout = new ChunkPlayout();
        double[] home = new double[RobotModel.Dof];

        Assert.False(playout.Splice(Chunks.Ramp(home, Start, steps: 4), home, home, Start + TimeSpan.FromMilliseconds(200)));

        Assert.False(playout.TryNext(Start + TimeSpan.FromMilliseconds(210), home));
    }

    [Fact]
    public void TryNext_AfterTheEnd_IsStarved()
    {
        var playout = new ChunkPlayout();
        double[] home = new double[RobotModel.Dof];
        playout.Splice(Chunks.Ramp(home, Start, steps: 2), home, home, Start);

        Assert.True(playout.TryNext(Start + TimeSpan.FromMilliseconds(103), home));
        Assert.False(playout.TryNext(Start + TimeSpan.FromMilliseconds(113), home));
    }
}
