using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Mujoco;

/// <summary>Owns one native simulation state and keeps its model open.</summary>
internal sealed class DataHandle : SafeHandle
{
    private readonly ModelHandle _model;

    /// <summary>Takes ownership of a state and a share in its model.</summary>
    public DataHandle(nint data, ModelHandle model)
        : base(0, ownsHandle: true)
    {
        bool added = false;
        model.DangerousAddRef(ref added);
        _model = model;
        SetHandle(data);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.mj_deleteData(handle);
        _model.DangerousRelease();
        return true;
    }
}
