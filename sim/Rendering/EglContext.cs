using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Rendering;

/// <summary>An EGL context without screen and window system: on Mesa's surfaceless platform, which needs no GPU, or on a GPU of its own driver.</summary>
internal sealed unsafe class EglContext : GlContext
{
    private const uint SurfacelessPlatform = 0x31DD;
    private const uint DevicePlatform = 0x313F;
    private const int MostDevices = 16;
    private const uint OpenGlApi = 0x30A2;
    private const int None = 0x3038;
    private const uint RendererName = 0x1F01;

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
    /// <param name="platform">Where it draws.</param>
    /// <exception cref="GlBackendException">This does not work here.</exception>
    public EglContext(EglPlatform platform)
    {
        Backend = platform switch
        {
            EglPlatform.Surfaceless => "EGL surfaceless",
            EglPlatform.Pbuffer => "EGL pbuffer",
            _ => "EGL device",
        };
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

        _display = platform == EglPlatform.Device ? FirstDevice(library, getPlatformDisplay, initialize) : getPlatformDisplay(SurfacelessPlatform, 0, 0);
        Require(_display != 0, platform == EglPlatform.Device ? "has no GPU that it can use" : "has no surfaceless display");
        int major, minor, count;
        Require(initialize(_display, &major, &minor) != 0, "cannot be initialised (is libgl1-mesa-dri installed?)");
        Require(_bindApi(OpenGlApi) != 0, "offers no desktop OpenGL");
        nint config;
        fixed (int* attributes = ConfigAttributes)
            Require(chooseConfig(_display, attributes, &config, 1, &count) != 0 && count > 0, "has no 24 bit colour and depth configuration");
        if (platform == EglPlatform.Pbuffer)
        {
            fixed (int* attributes = PbufferAttributes)
                _surface = createPbuffer(_display, config, attributes);
            Require(_surface != 0, "makes no pbuffer");
        }

        _context = createContext(_display, config, 0, null);
        Require(_context != 0, "makes no OpenGL context");
        Enter();
        Backend += Device(library);
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

    // Which driver drew, and on what: pictures of two drivers differ a little.
    private static string Device(nint library)
    {
        var getProcAddress = (delegate* unmanaged[Cdecl]<byte*, nint>)SharedObject.Function(library, "eglGetProcAddress");
        fixed (byte* name = "glGetString"u8)
        {
            nint getString = getProcAddress(name);
            byte* text = getString == 0 ? null : ((delegate* unmanaged[Cdecl]<uint, byte*>)getString)(RendererName);
            return text == null ? "" : $", {Marshal.PtrToStringUTF8((nint)text)}";
        }
    }

    // A driver may list devices that it cannot open, those of another driver for example.
    private static nint FirstDevice(
        nint library, delegate* unmanaged[Cdecl]<uint, nint, nint, nint> getPlatformDisplay, delegate* unmanaged[Cdecl]<nint, int*, int*, uint> initialize)
    {
        var getProcAddress = (delegate* unmanaged[Cdecl]<byte*, nint>)SharedObject.Function(library, "eglGetProcAddress");
        nint address;
        fixed (byte* name = "eglQueryDevicesEXT"u8)
            address = getProcAddress(name);
        if (address == 0)
            return 0;
        nint* devices = stackalloc nint[MostDevices];
        int count = 0, major, minor;
        if (((delegate* unmanaged[Cdecl]<int, nint*, int*, uint>)address)(MostDevices, devices, &count) == 0)
            return 0;
        for (int i = 0; i < count; i++)
        {
            nint display = getPlatformDisplay(DevicePlatform, devices[i], 0);
            if (display != 0 && initialize(display, &major, &minor) != 0)
                return display;
        }

        return 0;
    }

    private void Require(bool holds, string failure)
    {
        if (!holds)
            throw new GlBackendException($"{Backend}: the library {failure}");
    }
}
