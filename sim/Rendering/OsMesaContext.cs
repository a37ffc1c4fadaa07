using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Rendering;

/// <summary>A context of Mesa's off-screen library, for machines without EGL.</summary>
internal sealed unsafe class OsMesaContext : GlContext
{
    private const int Side = 16;
    private const uint Rgba = 0x1908;
    private const uint UnsignedByte = 0x1401;

    private readonly delegate* unmanaged[Cdecl]<nint, void*, uint, int, int, byte> _makeCurrent;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroy;
    private void* _buffer;
    private nint _context;

    /// <summary>Makes a context.</summary>
    /// <exception cref="GlBackendException">This does not work here.</exception>
    public OsMesaContext()
    {
        nint library = SharedObject.Open("libOSMesa.so.8", "libOSMesa.so.6", "libOSMesa.so");
        var create = (delegate* unmanaged[Cdecl]<uint, int, int, int, nint, nint>)SharedObject.Function(library, "OSMesaCreateContextExt");
        _makeCurrent = (delegate* unmanaged[Cdecl]<nint, void*, uint, int, int, byte>)SharedObject.Function(library, "OSMesaMakeCurrent");
        _destroy = (delegate* unmanaged[Cdecl]<nint, void>)SharedObject.Function(library, "OSMesaDestroyContext");
        _context = create(Rgba, 24, 8, 0, 0);
        if (_context == 0)
            throw new GlBackendException("OSMesa: the library makes no OpenGL context");
        _buffer = NativeMemory.AllocZeroed(Side * Side * 4);
        Enter();
        Leave();
    }

    /// <inheritdoc/>
    public override string Backend => "OSMesa";

    /// <inheritdoc/>
    public override void Enter()
    {
        if (_makeCurrent(_context, _buffer, UnsignedByte, Side, Side) == 0)
            throw new GlBackendException("OSMesa: the library cannot make its context current");
    }

    /// <inheritdoc/>
    public override void Leave() => _ = _makeCurrent(0, null, UnsignedByte, 0, 0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_context == 0)
            return;
        _destroy(_context);
        NativeMemory.Free(_buffer);
        _context = 0;
        _buffer = null;
    }
}
