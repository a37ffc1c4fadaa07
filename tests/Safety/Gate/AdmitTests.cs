using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

public sealed class AdmitTests
{
    private static readonly TimeSpan Ms = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Admit_CurrentChunk_IsAcceptedAndRuns()
    {
        var rig = new GateRig().Arm();
        Admission admission = rig.Admit();
        Assert.True(admission.Accepted);
        Assert.Equal("", admission.Words);
        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
        Assert.Equal(1, rig.Gate.LastSequence);
        Assert.Equal(1, rig.Gate.Counts.Accepted);
        Assert.Equal(0, rig.Gate.Counts.Refused);
    }

    [Fact]
    public void Admit_TargetOutsideRange_NamesJointValueLimitAndWhatGoesOn()
    {
        var rig = new GateRig().Arm();
        for (int k = 0; k < 16; k++)
            Assert.True(rig.Admit().Accepted);
        Admission admission = rig.Admit(rig.Chunk(joint: 9, fromStep: 5, value: 1.9));
        Assert.Equal(RefusalReason.PositionLimit, admission.Reason);
        Assert.Equal((9, 1.9, 1.45, "rad"), (admission.Joint, admission.Value, admission.Limit, admission.Unit));
        Assert.Equal("Joint index, step 5: target 1.9 rad, limit 1.45 rad. Chunk 17 refused; the robot plays on with chunk 16.", admission.Words);
        Assert.Equal(16, rig.Gate.LastSequence);
        Assert.Equal(1, rig.Gate.Counts[RefusalReason.PositionLimit]);
    }

    public static TheoryData<string, RefusalReason> Envelopes => new()
    {
        { "version", RefusalReason.ProtocolVersion },
        { "robot", RefusalReason.ForeignRobot },
        { "lease", RefusalReason.StaleLease },
        { "no lease", RefusalReason.StaleLease },
        { "sequence 0", RefusalReason.OutOfOrder },
        { "same sequence", RefusalReason.OutOfOrder },
        { "lower sequence", RefusalReason.OutOfOrder },
        { "other observation", RefusalReason.ObservationTime },
        { "no validity", RefusalReason.Expired },
        { "negative validity", RefusalReason.Expired },
        { "huge validity", RefusalReason.Expired },
        { "validity over", RefusalReason.Expired },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Admit_EnvelopeNotCurrent_IsRefusedAndCounted(string fault, RefusalReason reason)
    {
        var rig = new GateRig().Arm();
        ActionChunk first = rig.Chunk();
        Assert.True(rig.Gate.Admit(rig.Header(first, 10), first, rig.Now).Accepted);
        ActionChunk chunk = rig.Chunk();
        CommandHeader good = rig.Header(chunk, 11);
        TimeSpan now = rig.Now;
        CommandHeader header = fault switch
        {
            "version" => good with { ProtocolVersion = 2 },
            "robot" => good with { Robot = "another" },
            "lease" => good with { Lease = new Guid(99, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]) },
            "no lease" => good with { Lease = Guid.Empty },
            "sequence 0" => good with { Sequence = 0 },
            "same sequence" => good with { Sequence = 10 },
            "lower sequence" => good with { Sequence = long.MinValue },
            "other observation" => good with { ObservedAt = good.ObservedAt + Ms },
            "no validity" => good with { ValidFor = TimeSpan.Zero },
            "negative validity" => good with { ValidFor = -Ms },
            "huge validity" => good with { ValidFor = TimeSpan.MaxValue },
            _ => good with { ValidFor = 100 * Ms },
        };
        if (fault == "validity over")
            now += 101 * Ms;
        Admission admission = rig.Gate.Admit(header, chunk, now);
        Assert.Equal(reason, admission.Reason);
        Assert.Contains("refused; the robot plays on with chunk 10.", admission.Words, StringComparison.Ordinal);
        Assert.Equal(1, rig.Gate.Counts[reason]);
        Assert.Equal(10, rig.Gate.LastSequence);
        Assert.True(rig.Gate.Admit(good, chunk, rig.Now).Accepted);
    }

    [Theory]
    [InlineData(500, RefusalReason.None)]
    [InlineData(501, RefusalReason.ObservationTooOld)]
    [InlineData(-5, RefusalReason.None)]
    [InlineData(-6, RefusalReason.ObservationTime)]
    public void Admit_ObservationAge_IsHeldAgainstTheHostsClock(int ageMs, RefusalReason reason)
    {
        var rig = new GateRig().Arm();
        ActionChunk chunk = rig.Chunk();
        Assert.Equal(reason, rig.Gate.Admit(rig.Header(chunk), chunk, rig.Now + (ageMs * Ms)).Reason);
    }

    [Fact]
    public void Admit_AllStepsPast_IsExpired()
    {
        var rig = new GateRig().Arm();
        ActionChunk chunk = rig.Chunk(steps: 2);
        Assert.Equal(RefusalReason.Expired, rig.Gate.Admit(rig.Header(chunk), chunk, rig.Now + (101 * Ms)).Reason);
    }

    [Fact]
    public void Admit_Disarmed_IsRefused()
    {
        var rig = new GateRig();
        Assert.Equal(RefusalReason.NotArmed, rig.Admit().Reason);
        Assert.Equal(GateMode.Disarmed, rig.Gate.Supervisor.Mode);
    }

    [Fact]
    public void Admit_LatchedOrBraking_IsRefused()
    {
        var rig = new GateRig().Arm();
        rig.Admit();
        rig.Tick(rig.Home);
        rig.Gate.Supervisor.Stop("test");
        Assert.Equal(RefusalReason.Stopped, rig.Admit().Reason);
        rig.Tick([]);
        rig.Tick([]);
        Assert.Equal(GateMode.Latched, rig.Gate.Supervisor.Mode);
        Assert.Equal(RefusalReason.Stopped, rig.Admit().Reason);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Admit_TargetNotFinite_IsRefused(double value)
    {
        var rig = new GateRig().Arm();
        Admission admission = rig.Admit(rig.Chunk(joint: 12, fromStep: 63, value: value));
        Assert.Equal(RefusalReason.NotFinite, admission.Reason);
        Assert.StartsWith("Joint little, step 63:", admission.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Admit_SmallOvershoot_IsAcceptedAndClippedPerTick()
    {
        var rig = new GateRig().Arm();
        Assert.True(rig.Admit(rig.Chunk(joint: 9, value: 1.49)).Accepted);
    }

    [Fact]
    public void Admit_ArmJumpsBetweenSteps_IsRefused()
    {
        var rig = new GateRig().Arm();
        double step = 2.01 * rig.Robot.Limits[0].MaxSpeedRadPerS * ActionChunk.PeriodS;
        Admission admission = rig.Admit(rig.Chunk(joint: 0, fromStep: 3, value: rig.Home[0] > 0 ? rig.Home[0] - step : rig.Home[0] + step));
        Assert.Equal(RefusalReason.SpeedLimit, admission.Reason);
        Assert.Contains("Joint arm_1, steps 2 to 3", admission.Words, StringComparison.Ordinal);
        Assert.True(rig.Admit(rig.Chunk(joint: 0, fromStep: 3, value: rig.Home[0] + (step * (rig.Home[0] > 0 ? -0.99 : 0.99)))).Accepted);
    }

    [Fact]
    public void Admit_GripJumpsBetweenSteps_IsAccepted()
    {
        var rig = new GateRig().Arm();
        Assert.True(rig.Admit(rig.Chunk(joint: 9, fromStep: 3, value: 1.4)).Accepted);
    }

    [Fact]
    public void Admit_ChunkStartsFarFromTheRobot_IsRefused()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        Admission admission = rig.Admit(rig.Chunk(joint: 3, value: rig.Home[3] + (rig.Home[3] > 0 ? -0.51 : 0.51)));
        Assert.Equal(RefusalReason.StartsFarAway, admission.Reason);
        Assert.Equal(3, admission.Joint);
    }

    [Fact]
    public void Refuse_MalformedBytes_IsCounted()
    {
        var rig = new GateRig().Arm();
        Admission admission = rig.Gate.Refuse(RefusalReason.Malformed, "The message has 3 bytes.");
        Assert.Equal("The message has 3 bytes. The command was refused; the robot stays where it is.", admission.Words);
        Assert.Equal(1, rig.Gate.Counts.ByReason()["Malformed"]);
        GateEvent gateEvent = GateEvent.OfRefusal(rig.Gate, admission, rig.Now);
        Assert.Equal(("refused", "Malformed", null), (gateEvent.Kind, gateEvent.Reason, gateEvent.Joint));
    }

    [Fact]
    public void Admit_NewLease_SequenceStartsAgain()
    {
        var rig = new GateRig().Arm();
        ActionChunk chunk = rig.Chunk();
        Assert.True(rig.Gate.Admit(rig.Header(chunk, 1000), chunk, rig.Now).Accepted);
        rig.Gate.Supervisor.Stop("test");
        rig.Tick([]);
        rig.Tick([]);
        Assert.True(rig.Gate.Supervisor.Reset(GateRig.Token).Accepted);
        rig.Arm(2);
        chunk = rig.Chunk();
        Assert.True(rig.Gate.Admit(rig.Header(chunk, 1), chunk, rig.Now).Accepted);
    }

    [Fact]
    public void Admit_RandomEnvelopesAndTargets_NeverThrowsAndNeverRunsOnBadOnes()
    {
        var random = new Random(7);
        var rig = new GateRig().Arm();
        double[] odd = [double.NaN, double.PositiveInfinity, -1e300, 1e-300, 3, -3, 0];
        for (int k = 0; k < 20_000; k++)
        {
            double[] targets = new double[RobotModel.Dof * random.Next(1, 5)];
            for (int i = 0; i < targets.Length; i++)
                targets[i] = random.Next(8) == 0 ? odd[random.Next(odd.Length)] : rig.Home[i % RobotModel.Dof];
            var chunk = new ActionChunk(targets, new TimeSpan(random.Next(4) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : rig.Now.Ticks));
            var header = new CommandHeader(
                random.Next(-1, 3), random.Next(9) == 0 ? "" : rig.Robot.Name, random.Next(9) == 0 ? Guid.Empty : rig.Lease,
                random.NextInt64(long.MinValue, long.MaxValue), chunk.ObservedAt, new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue)), "");
            bool bad = targets.Any(v => !double.IsFinite(v)) || header.ProtocolVersion != 1 || header.Robot.Length == 0 || header.Lease != rig.Lease;
            Assert.False(rig.Gate.Admit(header, chunk, rig.Now).Accepted && bad);
        }
    }
}
