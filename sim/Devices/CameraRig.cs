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
    private readonly TimeSpan _longestGap;
    private readonly TimeSpan[] _takenAt;
    private readonly long[] _dueAtTicks;
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
        _longestGap = options.LongestPictureGap;
        _takenAt = new TimeSpan[_cameras.Length];
        _dueAtTicks = new long[_cameras.Length];
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
    /// <param name="wantedFrom">Nobody will look at pictures of cameras on demand from before this time.</param>
    /// <param name="cancellationToken">Ends the wait for a reader.</param>
    /// <returns>False when cancelled.</returns>
    public bool TakeDue(TimeSpan now, TimeSpan wantedFrom, CancellationToken cancellationToken)
    {
        bool work = false;
        for (int i = 0; i < _cameras.Length; i++)
        {
            SimulatedCamera camera = _cameras[i];
            long due = _dueAtTicks[i];
            if (now.Ticks < due)
                continue;
            long period = PeriodTicks(camera);
            Volatile.Write(ref _dueAtTicks[i], due + period > now.Ticks ? due + period : now.Ticks + period);
            if (!camera.IsRead)
                continue;
            if (_thread is null)
            {
                if (_onDemand[i] && now < wantedFrom && now - _takenAt[i] < _longestGap)
                {
                    _sensor!.Skip(camera.Name);
                    continue;
                }

                _takenAt[i] = now;
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

    /// <summary>Returns when a camera is due for the first time at or after a time. Any thread.</summary>
    /// <param name="camera">Camera name.</param>
    /// <param name="notBefore">Later than the newest tick.</param>
    public TimeSpan NextDue(string camera, TimeSpan notBefore)
    {
        int i = Array.FindIndex(_cameras, c => c.Name == camera);
        if (i < 0)
            return notBefore;
        long due = Volatile.Read(ref _dueAtTicks[i]), period = PeriodTicks(_cameras[i]);
        // The first picture has no rhythm to keep yet: it is taken in the first tick.
        if (due >= notBefore.Ticks || due == 0)
            return TimeSpan.FromTicks(Math.Max(due, notBefore.Ticks));
        return TimeSpan.FromTicks(due + ((notBefore.Ticks - due + period - 1) / period * period));
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

    private static long PeriodTicks(SimulatedCamera camera) => (long)(TimeSpan.TicksPerSecond / camera.Spec.RateHz);

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
