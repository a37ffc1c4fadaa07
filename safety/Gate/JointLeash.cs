using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>
/// Keeps the command of a joint that something holds up near where the joint is, so that the arm presses with a bounded force and
/// need not be stopped: the controller may find another way.
/// </summary>
/// <remarks>
/// The end is fixed when the joint is first held up; from there it goes on with the joint, but never back. A command that followed a
/// measurement with an offset would not come to rest, and one that gave way to a push would hide it from the watch.
/// </remarks>
internal struct JointLeash
{
    private JointStop _end;

    /// <summary>Gets whether something holds the joint up.</summary>
    public readonly bool IsTaut => _end.Side != 0;

    /// <summary>Takes over what was measured in this tick.</summary>
    /// <param name="behindRad">How far the joint is behind its recent commands; its sign is the side on which the commands are. Unit: rad.</param>
    /// <param name="measuredRad">Unit: rad.</param>
    /// <param name="tautRad">A joint this far behind is held up; one less than half as far is free. Unit: rad.</param>
    /// <param name="lengthRad">How far from the joint its command may go. Unit: rad. Range: <paramref name="tautRad"/> and above.</param>
    public void Update(double behindRad, double measuredRad, double tautRad, double lengthRad)
    {
        int side = Math.Sign(behindRad);
        if (Math.Abs(behindRad) > tautRad && side != _end.Side)
            _end = JointStop.Ahead(side, measuredRad, Math.Max(lengthRad, Math.Abs(behindRad)));
        else if (Math.Abs(behindRad) < tautRad / 2)
            _end = default;
        else if (JointStop.Ahead(_end.Side, measuredRad, lengthRad) is var onward && _end.BeyondRad(onward.AtRad) > 0)
            _end = onward;
    }

    /// <summary>Returns whether the command, still on the far side of the leash's end, is on its way back: stopping it would press harder.</summary>
    /// <param name="commandRad">Unit: rad.</param>
    public readonly bool PullsIn(double commandRad) => _end.BeyondRad(commandRad) > 1e-6;

    /// <summary>Returns the target, or the end of the leash where the target lies beyond it. Unit: rad.</summary>
    /// <param name="wantedRad">Unit: rad.</param>
    public readonly double Hold(double wantedRad) => _end.Hold(wantedRad);
}
