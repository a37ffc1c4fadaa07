using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;

namespace DexGrasp.Bench.Drivers;

/// <summary>An arm and a hand that are at once where they are told to be, so that only the loop itself is measured.</summary>
internal sealed class InstantRobot(ITickSource ticks) : IArm, IHand
{
    private readonly double[] _positionsRad = Rm75.Model.HomeRad.ToArray();

    void IArm.Send(VettedCommand command) => command.ArmRad.CopyTo(_positionsRad);

    void IHand.Send(VettedCommand command) => command.HandRad.CopyTo(_positionsRad.AsSpan(RobotModel.ArmDof));

    bool IArm.TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
        Read(0, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

    bool IHand.TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
        Read(RobotModel.ArmDof, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

    public void Dispose()
    {
    }

    private bool Read(int from, Span<double> positions, Span<double> velocities, Span<double> efforts, out TimeSpan measuredAt)
    {
        _positionsRad.AsSpan(from, positions.Length).CopyTo(positions);
        velocities.Clear();
        efforts.Clear();
        measuredAt = ticks.Now;
        return true;
    }
}
