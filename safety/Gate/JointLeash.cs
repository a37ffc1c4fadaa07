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
    private int _side;
    private double _endRad;

    /// <summary>Gets whether something holds the joint up.</summary>
    public readonly bool IsTaut => _side != 0;

    /// <summary>Takes over what was measured in this tick.</summary>
    /// <param name="behindRad">How far the joint is behind its recent commands; its sign is the side on which the commands are. Unit: rad.</param>
    /// <param name="measuredRad">Unit: rad.</param>
    /// <param name="tautRad">A joint this far behind is held up; one less than half as far is free. Unit: rad.</param>
    /// <param name="lengthRad">How far from the joint its command may go. Unit: rad. Range: <paramref name="tautRad"/> and above.</param>
    public void Update(double behindRad, double measuredRad, double tautRad, double lengthRad)
    {
        int side = Math.Sign(behindRad);
        if (Math.Abs(behindRad) > tautRad && side != _side)
            (_side, _endRad) = (side, measuredRad + (side * Math.Max(lengthRad, Math.Abs(behindRad))));
        else if (Math.Abs(behindRad) < tautRad / 2)
            _side = 0;
        else if (_side > 0)
            _endRad = Math.Max(_endRad, measuredRad + lengthRad);
        else if (_side < 0)
            _endRad = Math.Min(_endRad, measuredRad - lengthRad);
    }

    /// <summary>Returns whether the command, still on the far side of the leash's end, is on its way back: stopping it would press harder.</summary>
    /// <param name="commandRad">Unit: rad.</param>
    public readonly bool PullsIn(double commandRad) => (commandRad - _endRad) * _side > 1e-6;

    /// <summary>Returns the target, or the end of the leash where the target lies beyond it. Unit: rad.</summary>
    /// <param name="wantedRad">Unit: rad.</param>
    public readonly double Hold(double wantedRad) => _side switch
    {
        > 0 => Math.Min(wantedRad, _endRad),
        < 0 => Math.Max(wantedRad, _endRad),
        _ => wantedRad,
    };
}
