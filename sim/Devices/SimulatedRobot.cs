using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// A robot on MuJoCo behind the device interfaces of real robots: give arm, hand and tick source to a driver loop and the
/// cameras to whoever publishes pictures. The thread that waits on <see cref="Ticks"/> is the only one to touch the world.
/// </summary>
public sealed class SimulatedRobot : IDisposable
{
    private readonly CameraRig _rig;

    /// <summary>Makes the devices of a world.</summary>
    /// <param name="world">Stays the caller's to dispose of, after this.</param>
    /// <param name="options">Default: real pace, 100 Hz, all cameras.</param>
    /// <exception cref="Rendering.RenderingUnavailableException">Cameras are wanted and this machine cannot draw.</exception>
    public SimulatedRobot(SimulatedWorld world, SimulatedRobotOptions? options = null)
    {
        options ??= new SimulatedRobotOptions();
        if (options.Period <= TimeSpan.Zero || options.Period.Ticks % world.Step.Ticks != 0)
            throw new ArgumentException($"A tick of {options.Period.TotalMilliseconds} ms is no whole number of physics steps of {world.Step.TotalMilliseconds} ms.", nameof(options));
        World = world;
        var board = new JointBoard(world);
        _rig = new CameraRig(world, options);
        Arm = new SimulatedArm(board);
        Hand = new SimulatedHand(board);
        Ticks = new SimulatedTickSource(board, _rig, world.Now, options.Period, options.Pace);
    }

    /// <summary>Gets the world. Other threads must not touch it while the loop runs.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Gets the arm.</summary>
    public SimulatedArm Arm { get; }

    /// <summary>Gets the hand.</summary>
    public SimulatedHand Hand { get; }

    /// <summary>Gets the clock; waiting on it advances the physics.</summary>
    public SimulatedTickSource Ticks { get; }

    /// <summary>Gets the cameras, in the work cell's order.</summary>
    public IReadOnlyList<SimulatedCamera> Cameras => _rig.Cameras;

    /// <summary>Returns when a camera takes its first picture at or after a time, if somebody reads it. Any thread; exact while the clock stands still.</summary>
    /// <param name="camera">Camera name.</param>
    /// <param name="notBefore">Simulated time.</param>
    public TimeSpan NextPicture(string camera, TimeSpan notBefore)
    {
        TimeSpan next = Ticks.Now + Ticks.Period;
        return _rig.NextDue(camera, notBefore > next ? notBefore : next);
    }

    /// <summary>Stops drawing and ends the cameras' streams. Call after the loop has ended.</summary>
    public void Dispose() => _rig.Dispose();
}
