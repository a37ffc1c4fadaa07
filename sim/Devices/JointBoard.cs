using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Devices;

/// <summary>What the simulated arm and hand share: the targets they were sent and the newest measurement. Loop thread only.</summary>
internal sealed class JointBoard
{
    private readonly double[] _targetsRad = new double[RobotModel.Dof];
    private readonly double[] _positionsRad = new double[RobotModel.Dof];
    private readonly double[] _velocitiesRadPerS = new double[RobotModel.Dof];
    private readonly double[] _effortsNm = new double[RobotModel.Dof];
    private readonly SimulatedWorld _world;
    private TimeSpan _measuredAt;
    private bool _valid;

    /// <summary>Makes a board whose targets are the pose that the robot has.</summary>
    public JointBoard(SimulatedWorld world)
    {
        _world = world;
        Measure();
        world.Data.Ctrl[..RobotModel.Dof].CopyTo(_targetsRad);
    }

    /// <summary>Gets the targets to change. Shape: [13]. Unit: rad.</summary>
    public Span<double> TargetsRad => _targetsRad;

    /// <summary>Hands the targets to the servos, simulates, and measures. Allocates nothing.</summary>
    public void Advance(TimeSpan duration)
    {
        _world.SetTargets(_targetsRad);
        _world.Advance(duration);
        Measure();
    }

    /// <summary>Copies a part of the newest measurement. Allocates nothing.</summary>
    /// <returns>False once the physics went wrong: then no measurement can be trusted.</returns>
    public bool TryRead(int start, int count, Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt)
    {
        _positionsRad.AsSpan(start, count).CopyTo(positionsRad);
        _velocitiesRadPerS.AsSpan(start, count).CopyTo(velocitiesRadPerS);
        _effortsNm.AsSpan(start, count).CopyTo(effortsNm);
        measuredAt = _measuredAt;
        return _valid;
    }

    private void Measure()
    {
        _world.ReadJoints(_positionsRad, _velocitiesRadPerS, _effortsNm);
        _measuredAt = _world.Now;
        _valid = _world.Healthy;
    }
}
