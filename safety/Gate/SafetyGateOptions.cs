using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>How strictly the gate and its supervisor judge commands. Immutable; checked when a gate is made.</summary>
public sealed class SafetyGateOptions
{
    /// <summary>Gets the time between two calls of <see cref="SafetyGate.Vet"/>. Range: 1 ms to 50 ms. Default: 10 ms (100 Hz).</summary>
    public TimeSpan TickPeriod { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the part of each joint's maximum speed that may be used. Range: 0.05 to 1. Default: 1.</summary>
    public double SpeedScale { get; init; } = 1;

    /// <summary>Gets the part of each joint's maximum acceleration that may be used. Range: 0.05 to 1. Default: 1.</summary>
    public double AccelerationScale { get; init; } = 1;

    /// <summary>Gets the schema version that commands must carry. Range: 1 and above. Default: <see cref="CommandHeader.CurrentVersion"/>.</summary>
    public int ProtocolVersion { get; init; } = CommandHeader.CurrentVersion;

    /// <summary>Gets how old the observation behind a chunk may be when the chunk arrives. Range: 10 ms to 5 s. Default: 500 ms.</summary>
    public TimeSpan MaxObservationAge { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the longest validity that a sender may claim. Range: 50 ms to 10 s. Default: 5 s.</summary>
    public TimeSpan MaxValidFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how far beyond a position limit a chunk's target may lie and still be clipped, not refused. Unit: rad. Range: 0 to 0.3. Default: 0.05.</summary>
    public double OvershootToleranceRad { get; init; } = 0.05;

    /// <summary>Gets how many times an arm joint's speed limit two neighbouring steps may ask for before the chunk is refused; less is slowed per tick. Range: 1 to 100. Default: 2.</summary>
    public double GrossArmSpeedFactor { get; init; } = 2;

    /// <summary>Gets the same for hand joints; larger, since grip commands may jump. Range: 1 to 100. Default: 10.</summary>
    public double GrossHandSpeedFactor { get; init; } = 10;

    /// <summary>Gets how far from the last command a chunk may start in any arm joint. Unit: rad. Range: 0.01 to 3.2. Default: 0.5.</summary>
    public double StartToleranceRad { get; init; } = 0.5;

    /// <summary>
    /// Gets how far an arm joint may be from the range of its recent commands before the gate trips. The hand is left out: a
    /// hand that closes on an object is meant to stay behind its command. Unit: rad. Range: 0.01 to 1. Default: 0.175 (10 degrees).
    /// </summary>
    public double TrackingErrorRad { get; init; } = 0.175;

    /// <summary>Gets how far back commands are recent: the delay with which a healthy arm may follow. Range: 0 to 500 ms. Default: <see cref="RobotModel.ServoLag"/>, 150 ms.</summary>
    public TimeSpan TrackingLag { get; init; } = RobotModel.ServoLag;

    /// <summary>Gets how long the tracking error must last to trip. Range: 0 to 1 s. Default: 100 ms.</summary>
    public TimeSpan TrackingErrorFor { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets how far an arm joint may be from its recent commands before it counts as held up, by a contact for one. Unit: rad. Range: 0.01 to 1. Default: 0.06.</summary>
    public double HeldUpRad { get; init; } = 0.06;

    /// <summary>Gets how far ahead of a held-up joint its command may go: what bounds the force of a contact. Unit: rad. Range: <see cref="HeldUpRad"/> to 1. Default: 0.08.</summary>
    public double LeashRad { get; init; } = 0.08;

    /// <summary>Gets how long the arm may be held up before the gate trips. Range: 100 ms to 60 s. Default: 5 s.</summary>
    public TimeSpan HeldUpFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the time without a valid target after which the robot holds where it is. Range: 1 ms to 10 s. Default: 50 ms.</summary>
    public TimeSpan HoldAfter { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Gets the time without a valid target after which a controlled stop begins. Range: above <see cref="HoldAfter"/>. Default: 100 ms.</summary>
    public TimeSpan BrakeAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets the time without a valid target after which the stop latches. Range: <see cref="BrakeAfter"/> plus the longest braking time, to 10 s. Default: 500 ms.</summary>
    public TimeSpan LatchAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets how late a tick may come before motion is braked. Range: 1 ms to 1 s. Default: 20 ms.</summary>
    public TimeSpan MaxTickLateness { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Gets how long measurements may be missing before the gate stops and latches. Range: 1 ms to 1 s. Default: 25 ms.</summary>
    public TimeSpan MaxMeasurementSilence { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Gets the operator's token, which clears a latch. Default: empty, which no token matches: only a restart then clears a latch.</summary>
    public string OperatorToken { get; init; } = "";

    /// <summary>Gets whether taking the lease needs the operator's token as well. Default: false.</summary>
    public bool ArmingNeedsToken { get; init; }

    /// <summary>Checks every value, and that the robot can brake before the latch.</summary>
    /// <exception cref="ArgumentException">One or more values are wrong; the message lists all of them with range and unit.</exception>
    public void Validate(RobotModel robot)
    {
        var errors = new List<string>();
        Check(errors, nameof(TickPeriod), TickPeriod.TotalMilliseconds, 1, 50, "ms");
        Check(errors, nameof(SpeedScale), SpeedScale, 0.05, 1, "(a fraction)");
        Check(errors, nameof(AccelerationScale), AccelerationScale, 0.05, 1, "(a fraction)");
        Check(errors, nameof(ProtocolVersion), ProtocolVersion, 1, int.MaxValue, "(a version)");
        Check(errors, nameof(MaxObservationAge), MaxObservationAge.TotalMilliseconds, 10, 5000, "ms");
        Check(errors, nameof(MaxValidFor), MaxValidFor.TotalMilliseconds, 50, 10000, "ms");
        Check(errors, nameof(OvershootToleranceRad), OvershootToleranceRad, 0, 0.3, "rad");
        Check(errors, nameof(GrossArmSpeedFactor), GrossArmSpeedFactor, 1, 100, "(a factor)");
        Check(errors, nameof(GrossHandSpeedFactor), GrossHandSpeedFactor, 1, 100, "(a factor)");
        Check(errors, nameof(StartToleranceRad), StartToleranceRad, 0.01, 3.2, "rad");
        Check(errors, nameof(TrackingErrorRad), TrackingErrorRad, 0.01, 1, "rad");
        Check(errors, nameof(TrackingLag), TrackingLag.TotalMilliseconds, 0, 500, "ms");
        Check(errors, nameof(TrackingErrorFor), TrackingErrorFor.TotalMilliseconds, 0, 1000, "ms");
        Check(errors, nameof(HeldUpRad), HeldUpRad, 0.01, 1, "rad");
        Check(errors, nameof(LeashRad), LeashRad, HeldUpRad, 1, "rad");
        Check(errors, nameof(HeldUpFor), HeldUpFor.TotalMilliseconds, 100, 60000, "ms");
        Check(errors, nameof(HoldAfter), HoldAfter.TotalMilliseconds, 1, 10000, "ms");
        Check(errors, nameof(BrakeAfter), BrakeAfter.TotalMilliseconds, HoldAfter.TotalMilliseconds, 10000, "ms");
        Check(errors, nameof(LatchAfter), LatchAfter.TotalMilliseconds, BrakeAfter.TotalMilliseconds, 10000, "ms");
        Check(errors, nameof(MaxTickLateness), MaxTickLateness.TotalMilliseconds, 1, 1000, "ms");
        Check(errors, nameof(MaxMeasurementSilence), MaxMeasurementSilence.TotalMilliseconds, 1, 1000, "ms");
        CheckJoints(errors, robot);
        if (errors.Count > 0)
            throw new ArgumentException($"The safety gate of robot '{robot.Name}' cannot start: {string.Join("; ", errors)}.");
    }

    private static void Check(List<string> errors, string name, double value, double lowest, double highest, string unit)
    {
        // Written so that a value that is not a number fails.
        if (!(value >= lowest && value <= highest))
            errors.Add($"{name} is {value} {unit}; {lowest} to {highest} is allowed");
    }

    private void CheckJoints(List<string> errors, RobotModel robot)
    {
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            JointLimit limit = robot.Limits[i];
            double speed = limit.MaxSpeedRadPerS * SpeedScale, acceleration = limit.MaxAccelerationRadPerS2 * AccelerationScale;
            if (!(double.IsFinite(speed) && speed > 0))
                errors.Add($"joint {robot.JointNames[i]} has speed limit {limit.MaxSpeedRadPerS} rad/s; a finite value above 0 is needed");
            else if (!(double.IsFinite(acceleration) && acceleration >= 0.1))
                errors.Add($"joint {robot.JointNames[i]} has acceleration limit {acceleration} rad/s^2 after scaling; a finite value of 0.1 or more is needed");
            else if (speed / acceleration > (LatchAfter - BrakeAfter).TotalSeconds)
                errors.Add($"joint {robot.JointNames[i]} needs {speed / acceleration:0.###} s to brake; {nameof(LatchAfter)} minus {nameof(BrakeAfter)} leaves {(LatchAfter - BrakeAfter).TotalSeconds:0.###} s");
        }
    }
}
