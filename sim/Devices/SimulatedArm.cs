using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;

namespace DexGrasp.Sim.Devices;

/// <summary>The arm of a simulated robot, behind the interface of real arms. Its measurements are those of the newest tick.</summary>
public sealed class SimulatedArm : IArm
{
    private readonly JointBoard _board;

    internal SimulatedArm(JointBoard board) => _board = board;

    /// <inheritdoc/>
    public void Send(VettedCommand command) => command.ArmRad.CopyTo(_board.TargetsRad);

    /// <inheritdoc/>
    public bool TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
        _board.TryRead(0, RobotModel.ArmDof, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
