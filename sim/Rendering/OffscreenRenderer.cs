using System.Runtime.InteropServices;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Rendering;

/// <summary>
/// Draws what cameras of one model see. Each renderer has its own OpenGL context, which is current only during a call: any
/// thread may call, one at a time (locks see to it: the process draws one picture at a time). Pictures are
/// bit-equal whichever thread draws them. Row 0 is the top row; no call but the constructor allocates managed memory.
/// </summary>
/// <remarks>Pictures show the poses in the simulation's derived arrays: of the last step, or of <see cref="MujocoData.Kinematics"/>.</remarks>
public sealed unsafe class OffscreenRenderer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MujocoModel _model;
    private readonly GlContext _gl;
    private readonly SceneMemory _scene;
    private readonly DepthScale _depthScale;
    private readonly bool _shadows;
    private readonly byte* _rgb;
    private readonly float* _depth;
    private bool _disposed;

    /// <summary>Makes a renderer.</summary>
    /// <param name="model">What to draw; must outlive the renderer.</param>
    /// <param name="maxWidth">Widest picture it will be asked for. Unit: px. Range: 1 to 4096.</param>
    /// <param name="maxHeight">Highest picture it will be asked for. Unit: px. Range: 1 to 4096.</param>
    /// <param name="options">Default: <see cref="RenderOptions.Camera"/>.</param>
    /// <exception cref="RenderingUnavailableException">This machine cannot draw; the message names the packages.</exception>
    public OffscreenRenderer(MujocoModel model, int maxWidth = 640, int maxHeight = 480, RenderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxWidth is >= 1 and <= 4096, true, nameof(maxWidth));
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxHeight is >= 1 and <= 4096, true, nameof(maxHeight));
        options ??= RenderOptions.Camera;
        options.Validate();
        _model = model;
        MaxWidth = maxWidth;
        MaxHeight = maxHeight;
        _shadows = options.Shadows;
        _depthScale = new DepthScale(model.NearPlaneM, model.FarPlaneM);
        _gl = GlContext.Create();
        try
        {
            _scene = SceneMemory.Make(model, _gl, maxWidth, maxHeight, options);
        }
        catch
        {
            _gl.Dispose();
            throw;
        }

        _rgb = (byte*)NativeMemory.Alloc((nuint)(maxWidth * maxHeight * 3));
        _depth = (float*)NativeMemory.Alloc((nuint)(maxWidth * maxHeight * sizeof(float)));
    }

    /// <summary>Gets the widest picture. Unit: px.</summary>
    public int MaxWidth { get; }

    /// <summary>Gets the highest picture. Unit: px.</summary>
    public int MaxHeight { get; }

    /// <summary>Gets how it draws: "EGL surfaceless", "EGL pbuffer" or "EGL device" with the driver's name behind a comma, or "OSMesa".</summary>
    public string Backend => _gl.Backend;

    /// <summary>Gets how every renderer of this process draws, as <see cref="Backend"/>; null before the first one.</summary>
    public static string? BackendOfProcess => GlContext.OfProcess;

    /// <summary>Draws a colour picture.</summary>
    /// <param name="data">A simulation of this renderer's model; not stepped meanwhile.</param>
    /// <param name="cameraId">Range: 0 to Ncam - 1.</param>
    /// <param name="width">Unit: px. Range: 1 to <see cref="MaxWidth"/>.</param>
    /// <param name="height">Unit: px. Range: 1 to <see cref="MaxHeight"/>.</param>
    /// <param name="hwc">Shape: at least [height x width x 3], RGB, uint8.</param>
    public void Rgb(MujocoData data, int cameraId, int width, int height, Span<byte> hwc)
    {
        Check(data, cameraId, width, height, hwc.Length, 3);
        lock (_gate)
        {
            Draw(data, cameraId, width, height, segmentation: false, _shadows, _rgb, null);
            CopyRgb(width, height, hwc);
        }
    }

    /// <summary>Draws a depth picture: distance along the optical axis.</summary>
    /// <param name="data">A simulation of this renderer's model; not stepped meanwhile.</param>
    /// <param name="cameraId">Range: 0 to Ncam - 1.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="metres">Shape: at least [height x width]. Unit: m; 0 where there is nothing.</param>
    public void Depth(MujocoData data, int cameraId, int width, int height, Span<float> metres)
    {
        Check(data, cameraId, width, height, metres.Length, 1);
        lock (_gate)
        {
            Draw(data, cameraId, width, height, segmentation: false, shadows: false, null, _depth);
            CopyDepth(width, height, metres);
        }
    }

    /// <summary>Draws colour and depth in one pass.</summary>
    /// <param name="data">A simulation of this renderer's model; not stepped meanwhile.</param>
    /// <param name="cameraId">Range: 0 to Ncam - 1.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="hwc">Shape: at least [height x width x 3], RGB, uint8.</param>
    /// <param name="metres">Shape: at least [height x width]. Unit: m; 0 where there is nothing.</param>
    public void RgbDepth(MujocoData data, int cameraId, int width, int height, Span<byte> hwc, Span<float> metres)
    {
        Check(data, cameraId, width, height, hwc.Length, 3);
        Check(data, cameraId, width, height, metres.Length, 1);
        lock (_gate)
        {
            Draw(data, cameraId, width, height, segmentation: false, _shadows, _rgb, _depth);
            CopyRgb(width, height, hwc);
            CopyDepth(width, height, metres);
        }
    }

    /// <summary>Draws which shape is seen in each pixel. Ground truth: for task generation, judging and tests only.</summary>
    /// <param name="data">A simulation of this renderer's model; not stepped meanwhile.</param>
    /// <param name="cameraId">Range: 0 to Ncam - 1.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="geomIds">Shape: at least [height x width]; -1 where there is nothing.</param>
    public void Segmentation(MujocoData data, int cameraId, int width, int height, Span<int> geomIds)
    {
        Check(data, cameraId, width, height, geomIds.Length, 1);
        lock (_gate)
        {
            Draw(data, cameraId, width, height, segmentation: true, shadows: false, _rgb, null);
            ReadOnlySpan<int> geomOfSegment = _scene.GeomOfSegment();
            for (int row = 0; row < height; row++)
            {
                byte* source = _rgb + ((height - 1 - row) * width * 3);
                Span<int> line = geomIds.Slice(row * width, width);
                for (int x = 0; x < width; x++, source += 3)
                {
                    int segment = (source[0] | (source[1] << 8) | (source[2] << 16)) - 1;
                    line[x] = (uint)segment < (uint)geomOfSegment.Length ? geomOfSegment[segment] : -1;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _scene.Free(_gl);
            GlContext.Return(_gl);
            NativeMemory.Free(_rgb);
            NativeMemory.Free(_depth);
        }
    }

    private void Draw(MujocoData data, int cameraId, int width, int height, bool segmentation, bool shadows, byte* rgb, float* depth)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _scene.Update(data, cameraId, segmentation, shadows);
        lock (GlContext.DrawingGate)
        {
            _gl.Enter();
            try
            {
                _scene.Render(width, height, rgb, depth);
            }
            finally
            {
                _gl.Leave();
            }
        }

        GC.KeepAlive(data);
    }

    private void CopyRgb(int width, int height, Span<byte> hwc)
    {
        int line = width * 3;
        for (int row = 0; row < height; row++)
            new ReadOnlySpan<byte>(_rgb + ((height - 1 - row) * line), line).CopyTo(hwc[(row * line)..]);
    }

    private void CopyDepth(int width, int height, Span<float> metres)
    {
        for (int row = 0; row < height; row++)
            _depthScale.ToMetres(new ReadOnlySpan<float>(_depth + ((height - 1 - row) * width), width), metres.Slice(row * width, width));
    }

    private void Check(MujocoData data, int cameraId, int width, int height, int length, int channels)
    {
        if (!ReferenceEquals(data.Model, _model))
            throw new ArgumentException("The simulation is of another model than the renderer.", nameof(data));
        if ((uint)cameraId >= (uint)_model.Ncam)
            throw new ArgumentOutOfRangeException(nameof(cameraId), cameraId, $"The model has {_model.Ncam} cameras, from 0.");
        if (width < 1 || width > MaxWidth || height < 1 || height > MaxHeight)
            throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width}x{height} px was asked for; this renderer draws up to {MaxWidth}x{MaxHeight} px.");
        if (length < width * height * channels)
            throw new ArgumentException($"The buffer holds {length} values; a {width}x{height} px picture needs {width * height * channels}.");
    }
}
