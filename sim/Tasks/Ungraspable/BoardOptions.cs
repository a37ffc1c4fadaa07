namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Physics and worlds of training and evaluation at the board.</summary>
public sealed record BoardOptions
{
    /// <summary>Gets the physics step; 0.005 to train, 0.002 to evaluate as the product's simulation does. Unit: s. Default: 0.005.</summary>
    public double TimestepS { get; init; } = 0.005;

    /// <summary>Gets how many worlds with other objects and servos there are to draw from. Range: at least 1. Default: 256.</summary>
    public int Worlds { get; init; } = 256;

    /// <summary>Gets what decides those worlds. Default: 1.</summary>
    public ulong WorldSeed { get; init; } = 1;

    /// <summary>Gets the share of those worlds whose box is drawn from <see cref="BoardRanges.Wide"/>. Range: 0 to 1. Default: 0.</summary>
    public double WideShare { get; init; }

    /// <summary>Gets whether servos, damping and the fingers' friction vary. Default: true.</summary>
    public bool VaryRobot { get; init; } = true;

    /// <summary>Gets between what all is drawn. Default: <see cref="BoardRanges.Default"/>.</summary>
    public BoardRanges Ranges { get; init; } = BoardRanges.Default;
}
