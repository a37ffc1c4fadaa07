namespace DexGrasp.Core.Robots;

/// <summary>
/// Where a joint's commands have to end on the side on which something holds the joint up: so it presses with a bounded force. To
/// the other side it is free. The default stops nothing.
/// </summary>
/// <param name="Side">Side of the joint on which the stop is: 1 above it, -1 below, 0 for no stop.</param>
/// <param name="AtRad">The last position that may be commanded. Unit: rad.</param>
public readonly record struct JointStop(int Side, double AtRad)
{
    /// <summary>Puts a stop ahead of where a joint is.</summary>
    /// <param name="side">1 above it, -1 below.</param>
    /// <param name="measuredRad">Where the joint is. Unit: rad.</param>
    /// <param name="lengthRad">How far ahead. Unit: rad. Range: 0 and above.</param>
    public static JointStop Ahead(int side, double measuredRad, double lengthRad) => new(side, measuredRad + (side * lengthRad));

    /// <summary>Returns the target, or the stop where the target lies beyond it. Unit: rad.</summary>
    /// <param name="wantedRad">Unit: rad.</param>
    public double Hold(double wantedRad) => Side switch
    {
        > 0 => Math.Min(wantedRad, AtRad),
        < 0 => Math.Max(wantedRad, AtRad),
        _ => wantedRad,
    };

    /// <summary>Returns how far a command lies beyond the stop; below 0 before it, 0 without a stop. Unit: rad.</summary>
    /// <param name="commandRad">Unit: rad.</param>
    public double BeyondRad(double commandRad) => (commandRad - AtRad) * Side;
}
