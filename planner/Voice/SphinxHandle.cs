using System.Runtime.InteropServices;

namespace DexGrasp.Planner.Voice;

/// <summary>Owns one decoder of PocketSphinx.</summary>
internal sealed class SphinxHandle : SafeHandle
{
    public SphinxHandle(nint decoder)
        : base(0, ownsHandle: true) => SetHandle(decoder);

    public override bool IsInvalid => handle == 0;

    // 0: nobody else holds the decoder.
    protected override bool ReleaseHandle() => NativeMethods.ps_free(handle) == 0;
}
