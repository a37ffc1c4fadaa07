using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Measures how fast the command in force changes, over the last ticks. Allocates nothing a tick.</summary>
internal sealed class CommandSpeed
{
    private const int Ticks = 2;
    private readonly SimulatedWorld _world;
    private readonly double[][] _before = new double[Ticks][];
    private readonly double[] _radPerS = new double[RobotModel.Dof];
    private TimeSpan _at;
    private int _next;

    public CommandSpeed(SimulatedWorld world)
    {
        _world = world;
        _at = world.Now;
        for (int i = 0; i < Ticks; i++)
            _before[i] = world.Data.Ctrl[..RobotModel.Dof].ToArray();
    }

    /// <summary>Gets the speed. Shape: [13]. Unit: rad/s.</summary>
    public ReadOnlySpan<double> RadPerS => _radPerS;

    /// <summary>Takes the command after a tick.</summary>
    public void Tick()
    {
        double seconds = Ticks * (_world.Now - _at).TotalSeconds;
        _at = _world.Now;
        double[] oldest = _before[_next];
        ReadOnlySpan<double> now = _world.Data.Ctrl;
        for (int i = 0; i < oldest.Length; i++)
        {
            _radPerS[i] = (now[i] - oldest[i]) / seconds;
            oldest[i] = now[i];
        }

        _next = (_next + 1) % Ticks;
    }
}
