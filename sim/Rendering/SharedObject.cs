using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Rendering;

/// <summary>Opens libraries so that others see their symbols: MuJoCo looks OpenGL up among the process's global symbols.</summary>
internal static partial class SharedObject
{
    private const int Now = 2;
    private const int Global = 0x100;

    /// <summary>Opens the first library of the list that exists.</summary>
    /// <exception cref="GlBackendException">None exists.</exception>
    public static nint Open(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            nint handle = DlOpen(name, Now | Global);
            if (handle != 0)
                return handle;
        }

        throw new GlBackendException($"{names[0]} is not installed");
    }

    /// <summary>Returns a function's address.</summary>
    /// <exception cref="GlBackendException">The library has no such function.</exception>
    public static nint Function(nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out nint address) ? address : throw new GlBackendException($"the library has no function {name}");

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint DlOpen(string name, int flags);
}
