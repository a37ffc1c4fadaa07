using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>What the gate did in one tick. A value, so that reporting allocates nothing.</summary>
/// <param name="Mode">Mode after the tick.</param>
/// <param name="Order">What was done with the wanted targets.</param>
/// <param name="Changes">What was changed or found.</param>
/// <param name="Joint">Joint that was changed most, in RobotModel order; -1 when none was.</param>
/// <param name="WantedRad">What that joint was asked for. Unit: rad.</param>
/// <param name="SentRad">What was sent to that joint. Unit: rad.</param>
/// <param name="TrackingErrorRad">Largest distance of an arm joint from the range of its recent commands. Unit: rad.</param>
public readonly record struct GateReport(
    GateMode Mode, GateOrder Order, GateChanges Changes, int Joint, double WantedRad, double SentRad, double TrackingErrorRad)
{
    /// <summary>Gets how much the joint that was changed most was changed. Unit: rad.</summary>
    public double ChangeRad => Joint < 0 ? 0 : Math.Abs(SentRad - WantedRad);

    /// <summary>Returns one sentence for people. Allocates: not for use in every tick.</summary>
    public string Describe(RobotModel robot)
    {
        string what = Changes == GateChanges.None ? "nothing was changed" : Changes.ToString();
        return Joint < 0
            ? $"Gate {Mode}, {Order}: {what}."
            : $"Gate {Mode}, {Order}: {what}. Joint {robot.JointNames[Joint]}: {WantedRad:0.####} rad wanted, {SentRad:0.####} rad sent.";
    }
}
