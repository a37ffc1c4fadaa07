namespace DexGrasp.Core.Robots;

/// <summary>How the arm's inverse kinematics iterates and what it counts as solved.</summary>
public sealed record InverseKinematicsOptions
{
    /// <summary>Gets the largest distance between wanted and found grasp centre that still counts as solved. Unit: m. Default: 0.0005.</summary>
    public double PositionToleranceM { get; init; } = 0.0005;

    /// <summary>Gets the largest angle between wanted and found tool that still counts as solved. Unit: rad. Default: 0.005.</summary>
    public double RotationToleranceRad { get; init; } = 0.005;

    /// <summary>Gets how many steps one start posture may take. Default: 60.</summary>
    public int MaxIterations { get; init; } = 60;

    /// <summary>Gets the distance that solutions keep from every arm joint limit. Unit: rad. Range: 0 to 0.5. Default: 3 degrees.</summary>
    public double LimitMarginRad { get; init; } = 3 * Math.PI / 180;

    /// <summary>Gets the share of the way to the rest posture that the spare joint goes in one call, at most 0.1 rad a joint. Range: 0 to 1. Default: 0.1.</summary>
    public double RestPull { get; init; } = 0.1;

    /// <summary>Gets the damping that is left when the error is gone, squared: more keeps joints calm near singular postures, where a pose is then met more slowly. Default: 1e-6.</summary>
    public double LeastDamping { get; init; } = 1e-6;

    /// <summary>Gets the largest change of one joint in one step. Unit: rad. Default: 0.25.</summary>
    public double MaxStepRad { get; init; } = 0.25;

    /// <summary>Gets how many elbow positions on the circle about shoulder and wrist a global search looks at. Default: 24.</summary>
    public int ElbowPositions { get; init; } = 24;

    /// <summary>Gets the height that the elbow should stay above, so that the upper arm does not sweep the objects. Unit: m. Default: 0.30.</summary>
    public double MinElbowHeightM { get; init; } = 0.30;
}
