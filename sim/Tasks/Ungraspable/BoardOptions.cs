namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Physics and randomness of training and evaluation at the board.</summary>
public sealed record BoardOptions
{
    /// <summary>Gets the physics step; 0.005 to train, 0.002 to evaluate as the product's simulation does. Unit: s. Default: 0.005.</summary>
    public double TimestepS { get; init; } = 0.005;

    /// <summary>Gets how many worlds with other objects and servos there are to draw from. Range: at least 1. Default: 256.</summary>
    public int Worlds { get; init; } = 256;

    /// <summary>Gets what decides those worlds. Default: 1.</summary>
    public ulong WorldSeed { get; init; } = 1;

    /// <summary>Gets the objects.</summary>
    public FlatObjectRanges Objects { get; init; } = new();

    /// <summary>Gets whether servo gains, joint damping and the fingers' friction vary. Default: true.</summary>
    public bool VaryRobot { get; init; } = true;

    /// <summary>Gets the largest constant error of the observed object position along each axis, drawn anew for each episode. Unit: m. Default: 0.003.</summary>
    public double PoseErrorM { get; init; } = 0.003;

    /// <summary>Gets the largest constant error of the observed yaw. Unit: rad. Default: 0.03.</summary>
    public double PoseErrorRad { get; init; } = 0.03;

    /// <summary>Gets the standard deviation of observed joint positions. Unit: rad. Default: 0.005.</summary>
    public double JointNoiseRad { get; init; } = 0.005;

    /// <summary>Gets the share of episodes whose commands come one control period late. Range: 0 to 1. Default: 0.5.</summary>
    public double DelayedShare { get; init; } = 0.5;
}
