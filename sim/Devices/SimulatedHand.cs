using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;

namespace DexGrasp.Sim.Devices;

/// <summary>The hand of a simulated robot, behind the interface of real hands. Its measurements are those of the newest tick.</summary>
public sealed class SimulatedHand : IHand
{
    private readonly JointBoard _board;

    internal SimulatedHand(JointBoard board) => _board = board;

    /// <inheritdoc/>
    public void Send(VettedCommand command) => command.HandRad.CopyTo(_board.TargetsRad[RobotModel.ArmDof..]);

    /// <inheritdoc/>
    public bool TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
        _board.TryRead(RobotModel.ArmDof, RobotModel.HandDof, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
