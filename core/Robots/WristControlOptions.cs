using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>How far a skill may move wrist and hand in one control period, and where.</summary>
public sealed record WristControlOptions
{
    /// <summary>Gets the largest move of the grasp centre along each axis in one step. Unit: m. Default: 0.015.</summary>
    public double StepM { get; init; } = 0.015;

    /// <summary>Gets the largest turn about each axis in one step. Unit: rad. Default: 0.1.</summary>
    public double TurnRad { get; init; } = 0.1;

    /// <summary>Gets the largest change of a hand joint's target in one step. Unit: rad. Default: 0.15.</summary>
    public double HandStepRad { get; init; } = 0.15;

    /// <summary>Gets the largest change of each arm joint's target in one step. Shape: [7]. Unit: rad. Default: 0.105 each, 120 degrees a second at 20 Hz.</summary>
    public IReadOnlyList<double> JointStepRad { get; init; } = [0.105, 0.105, 0.105, 0.105, 0.105, 0.105, 0.105];

    /// <summary>Gets by how much each arm joint's step may change from one step to the next, so that a safety gate that limits accelerations lets targets pass unchanged. Unit: rad. Range: above 0. Default: no limit.</summary>
    public double JointStepChangeRad { get; init; } = double.PositiveInfinity;

    /// <summary>Gets how far the wanted grasp centre may run ahead of the measured one: what limits the force on whatever stands in the way. Unit: m. Default: 0.03.</summary>
    public double LeashM { get; init; } = 0.03;

    /// <summary>Gets how far the wanted turn may run ahead of the measured one. Unit: rad. Default: 0.3.</summary>
    public double TurnLeashRad { get; init; } = 0.3;

    /// <summary>Gets how far the tool may be turned away from <see cref="WorldFromRest"/>. Unit: rad. Range: 0 to pi. Default: 0.9.</summary>
    public double MaxTurnRad { get; init; } = 0.9;

    /// <summary>Gets the turn that the tool's turns are limited about. Default: fingers straight down, palm's closing side to +x.</summary>
    public Rotation WorldFromRest { get; init; } = Rotation.FromColumns(new(1, 0, 0), new(0, -1, 0), new(0, 0, -1));

    /// <summary>Gets the lowest corner of the box that the grasp centre stays in. World frame. Unit: m.</summary>
    public Vector3d Low { get; init; } = new(0.05, -0.25, 0.01);

    /// <summary>Gets the highest corner of that box. World frame. Unit: m.</summary>
    public Vector3d High { get; init; } = new(0.55, 0.25, 0.35);
}
