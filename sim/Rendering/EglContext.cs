namespace DexGrasp.Sim.Rendering;

/// <summary>A context of Mesa's EGL on its surfaceless platform: no screen, no GPU and no window system needed.</summary>
internal sealed unsafe class EglContext : GlContext
{
    private const uint SurfacelessPlatform = 0x31DD;
    private const uint OpenGlApi = 0x30A2;
    private const int None = 0x3038;

    private static readonly int[] ConfigAttributes =
        [0x3033, 1, 0x3040, 8, 0x3024, 8, 0x3023, 8, 0x3022, 8, 0x3021, 8, 0x3025, 24, 0x3026, 8, None];

    private static readonly int[] PbufferAttributes = [0x3057, 16, 0x3056, 16, None];

    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint> _makeCurrent;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, uint> _destroyContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, uint> _destroySurface;
    private readonly delegate* unmanaged[Cdecl]<uint, uint> _bindApi;
    private readonly nint _display;
    private readonly nint _surface;
    private nint _context;

    /// <summary>Makes a context.</summary>
    /// <param name="pbuffer">Give it a small surface, for drivers that cannot do without.</param>
    /// <exception cref="GlBackendException">This does not work here.</exception>
    public EglContext(bool pbuffer)
    {
        Backend = pbuffer ? "EGL pbuffer" : "EGL surfaceless";
        nint library = SharedObject.Open("libEGL.so.1");
        var getPlatformDisplay = (delegate* unmanaged[Cdecl]<uint, nint, nint, nint>)SharedObject.Function(library, "eglGetPlatformDisplay");
        var initialize = (delegate* unmanaged[Cdecl]<nint, int*, int*, uint>)SharedObject.Function(library, "eglInitialize");
        var chooseConfig = (delegate* unmanaged[Cdecl]<nint, int*, nint*, int, int*, uint>)SharedObject.Function(library, "eglChooseConfig");
        var createContext = (delegate* unmanaged[Cdecl]<nint, nint, nint, int*, nint>)SharedObject.Function(library, "eglCreateContext");
        var createPbuffer = (delegate* unmanaged[Cdecl]<nint, nint, int*, nint>)SharedObject.Function(library, "eglCreatePbufferSurface");
        _bindApi = (delegate* unmanaged[Cdecl]<uint, uint>)SharedObject.Function(library, "eglBindAPI");
        _makeCurrent = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, uint>)SharedObject.Function(library, "eglMakeCurrent");
        _destroyContext = (delegate* unmanaged[Cdecl]<nint, nint, uint>)SharedObject.Function(library, "eglDestroyContext");
        _destroySurface = (delegate* unmanaged[Cdecl]<nint, nint, uint>)SharedObject.Function(library, "eglDestroySurface");

        _display = getPlatformDisplay(SurfacelessPlatform, 0, 0);
        Require(_display != 0, "has no surfaceless display");
        int major, minor, count;
        Require(initialize(_display, &major, &minor) != 0, "cannot be initialised (is libgl1-mesa-dri installed?)");
        Require(_bindApi(OpenGlApi) != 0, "offers no desktop OpenGL");
        nint config;
        fixed (int* attributes = ConfigAttributes)
            Require(chooseConfig(_display, attributes, &config, 1, &count) != 0 && count > 0, "has no 24 bit colour and depth configuration");
        if (pbuffer)
        {
            fixed (int* attributes = PbufferAttributes)
                _surface = createPbuffer(_display, config, attributes);
            Require(_surface != 0, "makes no pbuffer");
        }

        _context = createContext(_display, config, 0, null);
        Require(_context != 0, "makes no OpenGL context");
        Enter();
        Leave();
    }

    /// <inheritdoc/>
    public override string Backend { get; }

    /// <inheritdoc/>
    public override void Enter()
    {
        _ = _bindApi(OpenGlApi);
        Require(_makeCurrent(_display, _surface, _surface, _context) != 0, "cannot make its context current");
    }

    /// <inheritdoc/>
    public override void Leave() => _ = _makeCurrent(_display, 0, 0, 0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_context == 0)
            return;
        _ = _destroyContext(_display, _context);
        if (_surface != 0)
            _ = _destroySurface(_display, _surface);
        _context = 0;
    }

    private void Require(bool holds, string failure)
    {
        if (!holds)
            throw new GlBackendException($"{Backend}: the library {failure}");
    }
}
