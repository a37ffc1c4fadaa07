using System.Runtime.InteropServices;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Rendering;

/// <summary>MuJoCo's drawing structs of one renderer, in native memory.</summary>
internal sealed unsafe class SceneMemory
{
    private const int StaticAndDynamic = 3;
    private const int GeomSlack = 64;
    private readonly MujocoModel _model;
    private readonly MujocoLayout _layout;
    private readonly nint _option;
    private readonly nint _camera;
    private readonly nint _perturbation;
    private readonly nint _scene;
    private readonly nint _context;
    private readonly byte* _flags;
    private readonly int _geomSize;
    private readonly int[] _geomOfSegment;

    private SceneMemory(MujocoModel model)
    {
        _model = model;
        _layout = model.Layout;
        _option = Allocate("mjvOption");
        _camera = Allocate("mjvCamera");
        _perturbation = Allocate("mjvPerturb");
        _scene = Allocate("mjvScene");
        _context = Allocate("mjrContext");
        _flags = (byte*)(_scene + _layout.Offset("mjvScene.flags"));
        _geomSize = _layout.SizeOf("mjvGeom");
        _geomOfSegment = new int[model.Ngeom + GeomSlack];
    }

    /// <summary>Makes the structs and uploads the model to a context.</summary>
    /// <exception cref="RenderingUnavailableException">The context lacks what MuJoCo needs.</exception>
    public static SceneMemory Make(MujocoModel model, GlContext gl, int width, int height, RenderOptions options)
    {
        var memory = new SceneMemory(model);
        lock (GlContext.DrawingGate)
        {
            gl.Enter();
            try
            {
                memory.Initialize(width, height, options);
            }
            finally
            {
                gl.Leave();
            }
        }

        return memory;
    }

    /// <summary>Takes the poses over from a simulation.</summary>
    public void Update(MujocoData data, int cameraId, bool segmentation, bool shadows)
    {
        *(int*)(_camera + _layout.Offset("mjvCamera.fixedcamid")) = cameraId;
        RenderNative.mjv_updateScene(_model.Native, data.Native, _option, _perturbation, _camera, StaticAndDynamic, _scene);
        SetFlag("const.mjRND_SEGMENT", segmentation);
        SetFlag("const.mjRND_IDCOLOR", segmentation);
        SetFlag("const.mjRND_SHADOW", shadows);
        SetFlag("const.mjRND_REFLECTION", false);
    }

    /// <summary>Draws and reads back, bottom row first.</summary>
    public void Render(int width, int height, byte* rgb, float* depth)
    {
        var viewport = new RenderNative.Rectangle(width, height);
        RenderNative.mjr_render(viewport, _scene, _context);
        RenderNative.mjr_readPixels(rgb, depth, viewport, _context);
    }

    /// <summary>Returns the shape id for each segment number of the last update; -1 where a segment is not a shape.</summary>
    public ReadOnlySpan<int> GeomOfSegment()
    {
        Span<int> map = _geomOfSegment;
        map.Fill(-1);
        int count = *(int*)(_scene + _layout.Offset("mjvScene.ngeom"));
        byte* geom = *(byte**)(_scene + _layout.Offset("mjvScene.geoms"));
        int objectType = _layout.Offset("mjvGeom.objtype"), objectId = _layout.Offset("mjvGeom.objid"), segmentId = _layout.Offset("mjvGeom.segid");
        for (int i = 0; i < count; i++, geom += _geomSize)
        {
            int segment = *(int*)(geom + segmentId);
            if ((uint)segment < (uint)map.Length && *(int*)(geom + objectType) == (int)MujocoObject.Geom)
                map[segment] = *(int*)(geom + objectId);
        }

        return map;
    }

    /// <summary>Frees everything.</summary>
    public void Free(GlContext gl)
    {
        lock (GlContext.DrawingGate)
        {
            gl.Enter();
            RenderNative.mjr_freeContext(_context);
            gl.Leave();
        }

        RenderNative.mjv_freeScene(_scene);
        foreach (nint block in (ReadOnlySpan<nint>)[_option, _camera, _perturbation, _scene, _context])
            NativeMemory.Free((void*)block);
    }

    private void Initialize(int width, int height, RenderOptions options)
    {
        RenderNative.mjv_defaultOption(_option);
        RenderNative.mjv_defaultCamera(_camera);
        RenderNative.mjv_defaultPerturb(_perturbation);
        RenderNative.mjv_defaultScene(_scene);
        RenderNative.mjr_defaultContext(_context);

        // Sites are marks for people who edit models; a real camera sees none.
        NativeMemory.Clear((void*)(_option + _layout.Offset("mjvOption.sitegroup")), (nuint)_layout.Size("mjvOption.sitegroup"));
        *(int*)(_camera + _layout.Offset("mjvCamera.type")) = _layout.Constant("mjCAMERA_FIXED");
        RenderNative.mjv_makeScene(_model.Native, _scene, _model.Ngeom + GeomSlack);

        int* size = (int*)(_model.Native + _layout.Offset("mjModel.vis.global.offwidth"));
        int* quality = (int*)(_model.Native + _layout.Offset("mjModel.vis.quality.shadowsize"));
        ReadOnlySpan<int> previousSize = [size[0], size[1]], previousQuality = [quality[0], quality[1], quality[2], quality[3], quality[4]];
        ((ReadOnlySpan<int>)[width, height]).CopyTo(new Span<int>(size, 2));
        ((ReadOnlySpan<int>)[options.ShadowMapSize, options.Samples, options.Slices, options.Stacks, options.Quads]).CopyTo(new Span<int>(quality, 5));
        RenderNative.mjr_makeContext(_model.Native, _context, 100);
        previousSize.CopyTo(new Span<int>(size, 2));
        previousQuality.CopyTo(new Span<int>(quality, 5));

        if (*(int*)(_context + _layout.Offset("mjrContext.glInitialized")) == 0 || *(int*)(_context + _layout.Offset("mjrContext.offFBO")) == 0)
            throw GlContext.Unavailable(["a context was made, but it has no frame buffers for off-screen pictures"]);
        RenderNative.mjr_setBuffer(_layout.Constant("mjFB_OFFSCREEN"), _context);
    }

    private void SetFlag(string name, bool on) => _flags[_layout.Offset(name)] = on ? (byte)1 : (byte)0;

    private nint Allocate(string type) => (nint)NativeMemory.AllocZeroed((nuint)_layout.SizeOf(type));
}
