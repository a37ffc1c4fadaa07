using System.Runtime.InteropServices;
using MujocoNative = DexGrasp.Sim.Mujoco.NativeMethods;

namespace DexGrasp.Sim.Rendering;

/// <summary>MuJoCo's drawing functions; structs are opaque pointers.</summary>
internal static unsafe partial class RenderNative
{
    /// <summary>A rectangle of pixels, passed by value.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Rectangle(int width, int height)
    {
        private readonly int _left;
        private readonly int _bottom;
        private readonly int _width = width;
        private readonly int _height = height;
    }

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_defaultOption(nint option);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_defaultCamera(nint camera);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_defaultPerturb(nint perturbation);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_defaultScene(nint scene);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_makeScene(nint model, nint scene, int maxGeoms);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_freeScene(nint scene);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjv_updateScene(nint model, nint data, nint option, nint perturbation, nint camera, int categories, nint scene);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_defaultContext(nint context);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_makeContext(nint model, nint context, int fontScale);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_freeContext(nint context);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_setBuffer(int buffer, nint context);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_render(Rectangle viewport, nint scene, nint context);

    [LibraryImport(MujocoNative.Library)]
    public static partial void mjr_readPixels(byte* rgb, float* depth, Rectangle viewport, nint context);
}
