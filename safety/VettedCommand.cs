using DexGrasp.Core.Robots;

namespace DexGrasp.Safety;

/// <summary>Joint targets that the gate has admitted. Only this project can make or change one; drivers accept nothing else.</summary>
/// <remarks>The gate reuses one instance: its contents hold until the gate's next decision. A class, since a struct has a default.</remarks>
public sealed class VettedCommand
{
    private readonly double[] _positionsRad = new double[RobotModel.Dof];

    internal VettedCommand()
    {
    }

    /// <summary>Gets the admitted targets. Shape: [13]. Unit: rad. Order: RobotModel.</summary>
    public ReadOnlySpan<double> PositionsRad => _positionsRad;

    /// <summary>Gets the arm's part. Shape: [7]. Unit: rad.</summary>
    public ReadOnlySpan<double> ArmRad => _positionsRad.AsSpan(0, RobotModel.ArmDof);

    /// <summary>Gets the hand's part. Shape: [6]. Unit: rad.</summary>
    public ReadOnlySpan<double> HandRad => _positionsRad.AsSpan(RobotModel.ArmDof);

    internal Span<double> Writable => _positionsRad;
}
