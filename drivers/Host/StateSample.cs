using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Drivers.Host;

/// <summary>One tick's measurements in reusable memory: what <see cref="RobotState"/> says, without allocating.</summary>
public sealed class StateSample
{
    private const int Fields = 4;
    private readonly double[] _values = new double[Fields * RobotModel.Dof];

    /// <summary>Gets the tick's number; rises by one per tick, from 1.</summary>
    public long Number { get; internal set; }

    /// <summary>Gets the tick's time on the host's clock.</summary>
    public TimeSpan At { get; internal set; }

    /// <summary>Gets what the gate does with commands.</summary>
    public GateMode Mode { get; internal set; }

    /// <summary>Gets the lease in force; empty when disarmed.</summary>
    public Guid Lease { get; internal set; }

    /// <summary>Gets the sequence number of the last accepted chunk.</summary>
    public long LastSequence { get; internal set; }

    /// <summary>Gets measured positions. Shape: [13]. Unit: rad.</summary>
    public Span<double> PositionsRad => _values.AsSpan(0, RobotModel.Dof);

    /// <summary>Gets measured velocities. Shape: [13]. Unit: rad/s.</summary>
    public Span<double> VelocitiesRadPerS => _values.AsSpan(RobotModel.Dof, RobotModel.Dof);

    /// <summary>Gets measured efforts. Shape: [13]. Unit: N m.</summary>
    public Span<double> EffortsNm => _values.AsSpan(2 * RobotModel.Dof, RobotModel.Dof);

    /// <summary>Gets the last command that was sent; the measurement before the first. Shape: [13]. Unit: rad.</summary>
    public Span<double> CommandedRad => _values.AsSpan(3 * RobotModel.Dof, RobotModel.Dof);

    /// <summary>Copies another sample into this one.</summary>
    public void CopyFrom(StateSample other)
    {
        Number = other.Number;
        At = other.At;
        Mode = other.Mode;
        Lease = other.Lease;
        LastSequence = other.LastSequence;
        other._values.CopyTo(_values, 0);
    }

    /// <summary>Returns an immutable copy. Allocates.</summary>
    public RobotState ToState() => new(
        Number, At, PositionsRad.ToArray(), VelocitiesRadPerS.ToArray(), EffortsNm.ToArray(), CommandedRad.ToArray(), Mode, Lease, LastSequence);
}
