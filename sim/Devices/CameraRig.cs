using DexGrasp.Core.Images;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// All cameras of a simulated robot. At real pace the loop only copies the state and a thread of its own draws, so that a slow
/// picture never delays a tick; at fast pace the loop draws, so that pictures do not depend on the wall clock.
/// </summary>
internal sealed class CameraRig : IDisposable
{
    private readonly SimulatedWorld _world;
    private readonly CameraSensor? _sensor;
    private readonly SimulatedCamera[] _cameras;
    private readonly bool[] _onDemand;
    private readonly TimeSpan[] _dueAt;
    private readonly SnapshotSlot[] _slots;
    private readonly MujocoData? _drawn;
    private readonly AutoResetEvent _work = new(false);
    private readonly Thread? _thread;
    private volatile bool _stopped;

    /// <summary>Makes the cameras of a world's work cell.</summary>
    /// <param name="world">Stepped by the loop thread alone.</param>
    /// <param name="options">Picture quality and errors, and who draws.</param>
    public CameraRig(SimulatedWorld world, SimulatedRobotOptions options)
    {
        _world = world;
        _cameras = options.Sensors is null ? [] : [.. world.Workcell.Cameras.Select(spec => new SimulatedCamera(spec, options.Pace))];
        _onDemand = [.. _cameras.Select(camera => options.PicturesOnDemand.Contains(camera.Name))];
        _dueAt = new TimeSpan[_cameras.Length];
        _slots = [.. _cameras.Select(_ => new SnapshotSlot(world.Data.StateSize))];
        if (options.Sensors is null)
            return;
        _sensor = new CameraSensor(world, options.Sensors);
        if (options.Pace != SimulationPace.Real)
            return;
        _drawn = new MujocoData(world.Model);
        _thread = new Thread(Draw) { IsBackground = true, Name = "simulated cameras" };
        _thread.Start();
    }

    /// <summary>Gets the cameras, in the work cell's order.</summary>
    public IReadOnlyList<SimulatedCamera> Cameras => _cameras;

    /// <summary>Takes the pictures that are due. Loop thread. Allocates nothing at real pace.</summary>
    /// <param name="now">Time of the tick.</param>
    /// <param name="granted">Up to when the simulation will run for certain.</param>
    /// <param name="cancellationToken">Ends the wait for a reader.</param>
    /// <returns>False when cancelled.</returns>
    public bool TakeDue(TimeSpan now, TimeSpan granted, CancellationToken cancellationToken)
    {
        bool work = false;
        for (int i = 0; i < _cameras.Length; i++)
        {
            SimulatedCamera camera = _cameras[i];
            if (now < _dueAt[i])
                continue;
            var period = TimeSpan.FromTicks((long)(TimeSpan.TicksPerSecond / camera.Spec.RateHz));
            _dueAt[i] += period;
            if (_dueAt[i] <= now)
                _dueAt[i] = now + period;
            if (!camera.IsRead)
                continue;
            if (_thread is null)
            {
                if (_onDemand[i] && _dueAt[i] <= granted)
                {
                    _sensor!.Skip(camera.Name);
                    continue;
                }

                if (!camera.Deliver(_sensor!.Take(camera.Name, _world.Data, now), cancellationToken))
                    return false;
            }
            else if (_slots[i].TryFill(_world.Data, now))
            {
                work = true;
            }
            else
            {
                camera.CountDropped();
            }
        }

        if (work)
            _work.Set();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        _work.Set();
        _thread?.Join();
        foreach (SimulatedCamera camera in _cameras)
            camera.Dispose();
        _sensor?.Dispose();
        _drawn?.Dispose();
        _work.Dispose();
    }

    private void Draw()
    {
        while (true)
        {
            _work.WaitOne();
            for (int i = 0; i < _cameras.Length; i++)
            {
                if (_stopped)
                    return;
                if (!_slots[i].TryTake(_drawn!, out TimeSpan at))
                    continue;
                CameraFrame frame = _sensor!.Take(_cameras[i].Name, _drawn!, at);
                _slots[i].Release();
                _cameras[i].Deliver(frame, CancellationToken.None);
            }
        }
    }
}
