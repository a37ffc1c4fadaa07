namespace DexGrasp.Sim.Rendering;

/// <summary>An OpenGL context without a window. Current on one thread at a time, and only between the two calls.</summary>
internal abstract class GlContext : IDisposable
{
    // A GPU's driver takes long to make one, and every episode needs several.
    private const int MostSpare = 32;
    private static readonly Lock Gate = new();
    private static readonly Stack<GlContext> Spare = new();
    private static Func<GlContext>? _backend;

    /// <summary>
    /// Gets the lock under which contexts and MuJoCo's drawing state are made, used and freed: MuJoCo's GL loader is global, and Mesa's
    /// software renderer has one rasteriser for the process, which now and then crashes when several threads draw. Processes draw side by side.
    /// </summary>
    public static Lock DrawingGate => Gate;

    /// <summary>Gets how this context draws, for logs: "EGL surfaceless", "EGL pbuffer" or "EGL device" with the driver's name behind a comma, or "OSMesa".</summary>
    public abstract string Backend { get; }

    /// <summary>Gets <see cref="Backend"/> of the process's contexts; null before the first one.</summary>
    public static string? OfProcess { get; private set; }

    /// <summary>Makes a context with the first backend that works; the whole process then stays with it.</summary>
    /// <exception cref="RenderingUnavailableException">No backend works.</exception>
    public static GlContext Create()
    {
        lock (Gate)
        {
            if (Spare.TryPop(out GlContext? spare))
                return spare;
            if (_backend is not null)
                return _backend();
            var failures = new List<string>();
            foreach (Func<GlContext> backend in (Func<GlContext>[])[
                () => new EglContext(EglPlatform.Surfaceless), () => new EglContext(EglPlatform.Pbuffer), () => new EglContext(EglPlatform.Device), () => new OsMesaContext()])
            {
                try
                {
                    GlContext context = backend();
                    _backend = backend;
                    OfProcess = context.Backend;
                    return context;
                }
                catch (GlBackendException failure)
                {
                    failures.Add(failure.Message);
                }
            }

            throw Unavailable(failures);
        }
    }

    /// <summary>Takes back a context in which nothing is left, to be used again.</summary>
    public static void Return(GlContext context)
    {
        lock (Gate)
        {
            if (Spare.Count < MostSpare)
                Spare.Push(context);
            else
                context.Dispose();
        }
    }

    /// <summary>Returns the error for a machine on which nothing can draw.</summary>
    public static RenderingUnavailableException Unavailable(IEnumerable<string> failures) => new(
        $"No camera picture can be drawn on this machine. Tried: {string.Join("; ", failures)}. "
        + "Install 'apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri', or 'apt-get install libosmesa6'.");

    /// <summary>Makes this context current on the calling thread.</summary>
    public abstract void Enter();

    /// <summary>Leaves the calling thread without a current context.</summary>
    public abstract void Leave();

    /// <inheritdoc/>
    public abstract void Dispose();
}
