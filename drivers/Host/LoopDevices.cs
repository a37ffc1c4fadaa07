using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Drivers.Host;

/// <summary>
/// Arm and hand as one. A device that throws or falls silent is reported to the supervisor and must not end the loop: it is what
/// brings the rest of the robot to a stop. Loop thread only.
/// </summary>
/// <param name="arm">Not disposed of here.</param>
/// <param name="hand">Not disposed of here.</param>
/// <param name="supervisor">Is told of faults.</param>
/// <param name="options">How old a measurement may be.</param>
internal sealed class LoopDevices(IArm arm, IHand hand, Supervisor supervisor, DriverLoopOptions options)
{
    /// <summary>Reads both devices.</summary>
    /// <param name="sample">Receives positions, velocities and efforts.</param>
    /// <param name="now">Time of the tick.</param>
    /// <returns>Whether both were measured, and not too long ago.</returns>
    public bool TryMeasure(StateSample sample, TimeSpan now)
    {
        try
        {
            return Measure(sample, now);
        }
        catch (Exception e)
        {
            supervisor.DeviceFault($"arm or hand cannot be read: {e.Message}. Check power and connection.");
            return false;
        }
    }

    /// <summary>Sends a command to both devices; one that fails does not keep it from the other.</summary>
    public void Send(VettedCommand command)
    {
        try
        {
            arm.Send(command);
        }
        catch (Exception e)
        {
            supervisor.DeviceFault($"the arm takes no command: {e.Message}. Check power and connection.");
        }

        try
        {
            hand.Send(command);
        }
        catch (Exception e)
        {
            supervisor.DeviceFault($"the hand takes no command: {e.Message}. Check power and connection.");
        }
    }

    private bool Measure(StateSample sample, TimeSpan now)
    {
        Span<double> positions = sample.PositionsRad, velocities = sample.VelocitiesRadPerS, efforts = sample.EffortsNm;
        const int Arm = RobotModel.ArmDof;
        bool hasArm = arm.TryRead(positions[..Arm], velocities[..Arm], efforts[..Arm], out TimeSpan armAt);
        bool hasHand = hand.TryRead(positions[Arm..], velocities[Arm..], efforts[Arm..], out TimeSpan handAt);
        bool armIsSilent = hasArm && now - armAt > options.MaxArmSilence, handIsSilent = hasHand && now - handAt > options.MaxHandSilence;
        if (supervisor.Mode is not (GateMode.Disarmed or GateMode.Latched))
        {
            if (armIsSilent)
                supervisor.DeviceFault("the arm stopped reporting its joints. Check its power and connection.");
            if (handIsSilent)
                supervisor.DeviceFault("the hand stopped reporting its joints. Check its power and connection.");
        }

        return hasArm && hasHand && !armIsSilent && !handIsSilent;
    }
}
