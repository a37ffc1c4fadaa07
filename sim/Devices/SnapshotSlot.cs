using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Devices;

/// <summary>Passes one state at a time from the loop thread to the drawing thread. Neither waits; neither allocates.</summary>
internal sealed class SnapshotSlot(int stateSize)
{
    private const int Empty = 0;
    private const int Full = 1;
    private readonly double[] _state = new double[stateSize];
    private TimeSpan _at;
    private int _status = Empty;

    /// <summary>Copies the state in. Loop thread.</summary>
    /// <returns>False while the last one is still being drawn.</returns>
    public bool TryFill(MujocoData data, TimeSpan at)
    {
        if (Volatile.Read(ref _status) != Empty)
            return false;
        data.SaveState(_state);
        _at = at;
        Volatile.Write(ref _status, Full);
        return true;
    }

    /// <summary>Copies the state out. Drawing thread.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake(MujocoData into, out TimeSpan at)
    {
        at = _at;
        if (Volatile.Read(ref _status) != Full)
            return false;
        into.RestoreState(_state);
        return true;
    }

    /// <summary>Makes room for the next one. Drawing thread, once the picture is taken.</summary>
    public void Release() => Volatile.Write(ref _status, Empty);
}
