using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Mujoco;

/// <summary>Owns one native model; simulations of it hold it open.</summary>
internal sealed class ModelHandle : SafeHandle
{
    /// <summary>Takes ownership of a model.</summary>
    public ModelHandle(nint model)
        : base(0, ownsHandle: true) => SetHandle(model);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMethods.mj_deleteModel(handle);
        return true;
    }
}
