using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>An arm and a hand that are at once where they are told to be.</summary>
internal sealed class FakeRobot
{
    private readonly ITickSource _ticks;

    public FakeRobot(ITickSource ticks)
    {
        _ticks = ticks;
        Rm75.Model.HomeRad.Span.CopyTo(PositionsRad);
        Arm = new FakeArm(this);
        Hand = new FakeHand(this);
    }

    public IArm Arm { get; }

    public IHand Hand { get; }

    public double[] PositionsRad { get; } = new double[RobotModel.Dof];

    public int Sent { get; private set; }

    public bool IsSilent { get; set; }

    public bool Throws { get; set; }

    public TimeSpan SilentSince { get; set; }

    private bool Read(int from, Span<double> positions, Span<double> velocities, Span<double> efforts, out TimeSpan at)
    {
        PositionsRad.AsSpan(from, positions.Length).CopyTo(positions);
        velocities.Clear();
        efforts.Clear();
        at = IsSilent ? SilentSince : _ticks.Now;
        return true;
    }

    private sealed class FakeArm(FakeRobot robot) : IArm
    {
        public void Send(VettedCommand command)
        {
            if (robot.Throws)
                throw new IOException("cable pulled");
            robot.Sent++;
            command.ArmRad.CopyTo(robot.PositionsRad);
        }

        public bool TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
            robot.Read(0, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

        public void Dispose()
        {
        }
    }

    private sealed class FakeHand(FakeRobot robot) : IHand
    {
        public void Send(VettedCommand command) => command.HandRad.CopyTo(robot.PositionsRad.AsSpan(RobotModel.ArmDof));

        public bool TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt) =>
            robot.Read(RobotModel.ArmDof, positionsRad, velocitiesRadPerS, effortsNm, out measuredAt);

        public void Dispose()
        {
        }
    }
}
