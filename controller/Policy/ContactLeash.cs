using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Keeps a chunk from pushing on where an arm joint is blocked by a contact: such a joint stays behind its command further than its
/// motion explains, and is then told to go no further than a leash from where it is. So the hand presses with a bounded force while
/// the policy finds another way, and the arm does not run into the gate's stop.
/// </summary>
public static class ContactLeash
{
    /// <summary>How far a blocked joint's targets may be from where it is. Unit: rad.</summary>
    public const double LengthRad = 0.06;

    private static readonly double LagS = RobotModel.ServoLag.TotalSeconds;

    /// <summary>Shortens a chunk's way in place.</summary>
    /// <param name="targetsRad">Shape: [64 x 13]. Unit: rad. Changed.</param>
    /// <param name="state">Measurement that the chunk was made from.</param>
    /// <param name="commandRad">In force at that measurement. Shape: [13]. Unit: rad.</param>
    /// <param name="inPlay">The chunk that the command comes from; null for none.</param>
    /// <returns>Whether a joint is blocked.</returns>
    public static bool Apply(Span<double> targetsRad, RobotState state, ReadOnlySpan<double> commandRad, ActionChunk? inPlay)
    {
        ReadOnlySpan<double> measured = state.PositionsRad.Span;
        bool blocked = false;
        for (int joint = 0; joint < RobotModel.ArmDof; joint++)
        {
            double behind = commandRad[joint] - measured[joint];
            if (Math.Abs(behind) <= LengthRad + (LagS * Math.Abs(Speed(inPlay, state.At, joint))))
                continue;
            blocked = true;
            JointStop end = JointStop.Ahead(Math.Sign(behind), measured[joint], LengthRad);
            for (int i = joint; i < targetsRad.Length; i += RobotModel.Dof)
                targetsRad[i] = end.Hold(targetsRad[i]);
        }

        return blocked;
    }

    // The fastest of the last steps: a joint that has just stopped is still on its way.
    private static double Speed(ActionChunk? chunk, TimeSpan now, int joint)
    {
        if (chunk is null)
            return 0;
        int last = Math.Min((int)((now - chunk.ObservedAt).TotalSeconds / ActionChunk.PeriodS), chunk.Steps - 1);
        double fastest = 0;
        for (int step = Math.Max(1, last - 3); step <= last; step++)
            fastest = Math.Max(fastest, Math.Abs(chunk.Step(step)[joint] - chunk.Step(step - 1)[joint]) / ActionChunk.PeriodS);
        return fastest;
    }
}
