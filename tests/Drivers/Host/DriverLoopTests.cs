using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Safety.Gate;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Host;

public sealed class DriverLoopTests
{
    private readonly ManualTicks _ticks = new(TimeSpan.FromMilliseconds(10));
    private readonly Guid _lease = Guid.NewGuid();
    private readonly FakeRobot _robot;
    private readonly DriverLoop _loop;

    public DriverLoopTests()
    {
        _robot = new FakeRobot(_ticks);
        _loop = new DriverLoop(Rm75.Model, _robot.Arm, _robot.Hand, _ticks, new SafetyGateOptions { OperatorToken = "open" });
        Run(1);
    }

    [Fact]
    public void Tick_Disarmed_SendsNothing()
    {
        Assert.Equal(RefusalReason.NotArmed, Offer(1).Reason);

        Run(20);

        Assert.Equal(0, _robot.Sent);
    }

    [Fact]
    public void Tick_ChunkPlayed_EndsAtItsLastStepArmedAndAtRest()
    {
        _loop.Arm(_lease);
        ActionChunk chunk = Chunks.Ramp(_robot.PositionsRad, _ticks.Now);
        Assert.True(_loop.Offer(Chunks.Header(_lease, 1, chunk), chunk).Accepted);

        Run(110);

        Assert.Equal(chunk.Step(chunk.Steps - 1), _robot.PositionsRad);
        Assert.Equal(GateMode.Armed, _loop.Snapshot().Mode);
        Assert.Equal(1, _loop.Snapshot().LastSequence);
    }

    [Fact]
    public void Tick_MotionFasterThanTheLimits_StillReachesTheEndThatItRestsAt()
    {
        _loop.Arm(_lease);
        ActionChunk chunk = Chunks.Ramp(_robot.PositionsRad, _ticks.Now, steps: 8, joint: 6, byRad: 0.9);
        Assert.True(_loop.Offer(Chunks.Header(_lease, 1, chunk), chunk).Accepted);

        Run(41);
        Assert.NotEqual(chunk.Step(7).ToArray(), _robot.PositionsRad);
        Run(40);

        Assert.Equal(chunk.Step(7), _robot.PositionsRad);
        Assert.Equal(GateMode.Armed, _loop.Snapshot().Mode);
    }

    [Fact]
    public void Tick_ChunkThatStopsInMotion_HoldsThenBrakesThenLatches()
    {
        _loop.Arm(_lease);
        ActionChunk moving = Chunks.Ramp(_robot.PositionsRad, _ticks.Now, steps: 20);
        ActionChunk cut = new(moving.PositionsRad[..(10 * RobotModel.Dof)].ToArray(), moving.ObservedAt);
        Assert.True(_loop.Offer(Chunks.Header(_lease, 1, cut), cut).Accepted);
        TimeSpan end = cut.ObservedAt + TimeSpan.FromMilliseconds(500);

        TimeSpan brakesAt = RunUntil(GateMode.Braking), latchesAt = RunUntil(GateMode.Latched);

        Assert.InRange(brakesAt - end, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(121));
        Assert.InRange(latchesAt - end, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(521));
        int sent = _robot.Sent;
        Run(10);
        Assert.Equal(sent, _robot.Sent);
    }

    [Fact]
    public void Stop_WhilePlaying_BrakesLatchesAndNeedsTheToken()
    {
        _loop.Arm(_lease);
        Assert.True(Offer(1).Accepted);
        Run(30);

        _loop.RequestStop("test");
        RunUntil(GateMode.Latched);

        Assert.Equal(RefusalReason.Stopped, Offer(2).Reason);
        Assert.False(_loop.Reset("wrong").Accepted);
        Assert.True(_loop.Reset("open").Accepted);
        Run(1);
        Assert.Equal(GateMode.Disarmed, _loop.Snapshot().Mode);
    }

    [Fact]
    public void Offer_DuplicateForeignAndStale_AreRefusedAndCounted()
    {
        _loop.Arm(_lease);
        Assert.True(Offer(5).Accepted);
        Run(2);
        ActionChunk chunk = Chunks.Ramp(_robot.PositionsRad, _ticks.Now), old = Chunks.Ramp(_robot.PositionsRad, _ticks.Now - TimeSpan.FromSeconds(2), 64);

        Assert.Equal(RefusalReason.OutOfOrder, Offer(5).Reason);
        Assert.Equal(RefusalReason.OutOfOrder, Offer(4).Reason);
        Assert.Equal(RefusalReason.ForeignRobot, _loop.Offer(Chunks.Header(_lease, 6, chunk, "other"), chunk).Reason);
        Assert.Equal(RefusalReason.StaleLease, _loop.Offer(Chunks.Header(Guid.NewGuid(), 6, chunk), chunk).Reason);
        Assert.Equal(RefusalReason.ObservationTooOld, _loop.Offer(Chunks.Header(_lease, 6, old), old).Reason);
        Assert.Equal(5, _loop.Gate.Counts.Refused);
        Assert.Equal(5, Events().Count(e => e.Kind == LoopEventKind.Refused));
    }

    [Fact]
    public void Tick_ArmFallsSilent_StopsAndLatches()
    {
        _loop.Arm(_lease);
        Offer(1);
        Run(20);
        (_robot.IsSilent, _robot.SilentSince) = (true, _ticks.Now);

        TimeSpan brakesAt = RunUntil(GateMode.Braking);

        Assert.InRange(brakesAt - _robot.SilentSince, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(40));
        RunUntil(GateMode.Latched);
        Assert.Contains(Events(), e => e.Words.Contains("arm stopped reporting"));
    }

    [Fact]
    public void Tick_ArmThrows_LatchesAndTicksOn()
    {
        _loop.Arm(_lease);
        Offer(1);
        Run(20);
        _robot.Throws = true;

        RunUntil(GateMode.Latched);
        Run(5);

        Assert.Contains("cable pulled", _loop.Gate.Supervisor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Tick_ChunkAfterTheHold_ResumesBeforeTheLatch()
    {
        _loop.Arm(_lease);
        ActionChunk moving = Chunks.Ramp(_robot.PositionsRad, _ticks.Now, steps: 20);
        ActionChunk cut = new(moving.PositionsRad[..(10 * RobotModel.Dof)].ToArray(), moving.ObservedAt);
        _loop.Offer(Chunks.Header(_lease, 1, cut), cut);
        RunUntil(GateMode.Braking);

        Assert.True(Offer(2).Accepted);
        Run(1);

        Assert.Equal(GateMode.Running, _loop.Snapshot().Mode);
    }

    [Fact]
    public void Make_TickPeriodsDiffer_SaysSo()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DriverLoop(
            Rm75.Model, _robot.Arm, _robot.Hand, _ticks, new SafetyGateOptions { TickPeriod = TimeSpan.FromMilliseconds(5) }));

        Assert.Contains("TickPeriod", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tick_NewLease_StartsWhereTheRobotIs()
    {
        _loop.Arm(_lease);
        Offer(1);
        Run(30);
        _loop.Stop("test");
        RunUntil(GateMode.Latched);
        _loop.Reset("open");
        double[] before = [.. _robot.PositionsRad];

        Guid second = Guid.NewGuid();
        Assert.True(_loop.Arm(second).Accepted);
        Run(20);

        Assert.Equal(before, _robot.PositionsRad);
    }

    [Fact]
    public void Tick_WhilePlaying_AllocatesNothing()
    {
        _loop.Arm(_lease);
        ActionChunk chunk = Chunks.Ramp(_robot.PositionsRad, _ticks.Now, 64, joint: 6, byRad: 2.5);
        Assert.True(_loop.Offer(Chunks.Header(_lease, 1, chunk), chunk).Accepted);
        Run(20);
        long cursor = 0;
        var sample = new StateSample();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(280);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(_loop.States.TryRead(ref cursor, sample));
        Assert.Equal(GateMode.Running, sample.Mode);
    }

    [Fact]
    public void Requests_PostAndStop_AreCountedOnArrival()
    {
        Assert.Equal(0, _loop.Requests);
        _loop.Post(new LoopRequest(LoopRequestKind.Malformed, Text: "Bytes."));
        _loop.RequestStop("test");

        Assert.Equal(2, _loop.Requests);
    }

    [Fact]
    public void Post_Flood_IsBoundedAndCounted()
    {
        for (int i = 0; i < 100; i++)
            _loop.Post(new LoopRequest(LoopRequestKind.Malformed, Text: "Bytes."));
        Run(1);

        Assert.Equal(84, _loop.Overruns);
        Assert.Equal(16, _loop.Gate.Counts[RefusalReason.Malformed]);
    }

    private Admission Offer(long sequence)
    {
        ActionChunk chunk = Chunks.Ramp(_robot.PositionsRad, _ticks.Now, 40);
        return _loop.Offer(Chunks.Header(_lease, sequence, chunk), chunk);
    }

    private void Run(int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            _ticks.WaitForNextTick(CancellationToken.None);
            _loop.Tick();
        }
    }

    private TimeSpan RunUntil(GateMode mode)
    {
        for (int i = 0; i < 1000 && _loop.Gate.Supervisor.Mode != mode; i++)
            Run(1);
        Assert.Equal(mode, _loop.Gate.Supervisor.Mode);
        return _ticks.Now;
    }

    private List<LoopEvent> Events()
    {
        var events = new List<LoopEvent>();
        while (_loop.TryReadEvent(out LoopEvent e))
            events.Add(e);
        return events;
    }
}
