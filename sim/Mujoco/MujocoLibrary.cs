using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Mujoco;

/// <summary>
/// Finds MuJoCo's shared library, checks that its version is one whose memory layout is known, and that it behaves as
/// that layout says. Happens once a process, on first use. Thread-safe.
/// </summary>
public static class MujocoLibrary
{
    /// <summary>Environment variable that names the library file to use instead of the system's.</summary>
    public const string PathVariable = "MUJOCO_LIB";

    private static readonly string[] SystemNames = ["libmujoco.so.2.2.2", "libmujoco.so"];
    private static readonly Lock Gate = new();
    private static string? _chosenPath;
    private static MujocoLayout? _layout;
    private static nint _handle;
    private static string? _loadedFrom;

    static MujocoLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(MujocoLibrary).Assembly, (library, _, _) => library == NativeMethods.Library ? _handle : 0);

    /// <summary>Gets the library's version, for example "2.2.2". Loads the library.</summary>
    /// <exception cref="MujocoUnavailableException">The library cannot be used; the message says why and what to install.</exception>
    public static string Version => MujocoLayout.NameOf(EnsureLoaded().Version);

    /// <summary>Gets the name or path that the library was loaded from. Loads the library.</summary>
    /// <exception cref="MujocoUnavailableException">The library cannot be used; the message says why and what to install.</exception>
    public static string LoadedFrom
    {
        get
        {
            EnsureLoaded();
            return _loadedFrom!;
        }
    }

    /// <summary>Gets the versions this build can use.</summary>
    public static IReadOnlyList<string> KnownVersions => [.. MujocoLayout.KnownVersions.Select(MujocoLayout.NameOf)];

    /// <summary>Gets how often MuJoCo warned in this process, over all simulations.</summary>
    public static long WarningCount => NativeReports.Warnings;

    /// <summary>Gets MuJoCo's last warning; null before the first.</summary>
    public static string? LastWarning => NativeReports.LastWarning;

    /// <summary>Chooses the library file; goes before the environment variable. Call before anything else of this namespace.</summary>
    /// <param name="path">File name or path of a MuJoCo shared library.</param>
    /// <exception cref="InvalidOperationException">Another library is loaded already.</exception>
    public static void Use(string path)
    {
        lock (Gate)
        {
            if (_layout is not null && path != _loadedFrom)
                throw new InvalidOperationException($"MuJoCo is already loaded from '{_loadedFrom}'; '{path}' must be chosen before the first model is loaded.");
            _chosenPath = path;
        }
    }

    /// <summary>Loads and checks the library unless that was done before.</summary>
    /// <exception cref="MujocoUnavailableException">The library cannot be used; the message says why and what to install.</exception>
    internal static MujocoLayout EnsureLoaded()
    {
        if (Volatile.Read(ref _layout) is { } loaded)
            return loaded;
        lock (Gate)
        {
            if (_layout is not null)
                return _layout;
            string? path = _chosenPath ?? Environment.GetEnvironmentVariable(PathVariable);
            (nint handle, string name) = Open(string.IsNullOrWhiteSpace(path) ? SystemNames : [path]);
            MujocoLayout layout = LayoutFor(handle, name);
            _handle = handle;
            _loadedFrom = name;
            NativeReports.Install(handle);
            MujocoSelfCheck.Run(layout, name);
            Volatile.Write(ref _layout, layout);
            return layout;
        }
    }

    /// <summary>Opens the first library of the list that loads.</summary>
    /// <exception cref="MujocoUnavailableException">None loads.</exception>
    internal static (nint Handle, string Name) Open(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return (handle, name);
        }

        throw new MujocoUnavailableException(
            $"MuJoCo was not found (looked for {string.Join(", ", names)}). Install it with 'apt-get install libmujoco2.2.2', "
            + $"or set {PathVariable} to the file of a MuJoCo library ({string.Join(", ", KnownVersions)}).");
    }

    /// <summary>Returns the layout of an opened library.</summary>
    /// <exception cref="MujocoUnavailableException">It is not MuJoCo or of an unknown version.</exception>
    internal static unsafe MujocoLayout LayoutFor(nint handle, string name)
    {
        if (!NativeLibrary.TryGetExport(handle, "mj_version", out nint function))
            throw new MujocoUnavailableException($"'{name}' is not a MuJoCo library: it has no function mj_version. Set {PathVariable} to another file or unset it.");
        int version = ((delegate* unmanaged[Cdecl]<int>)function)();
        return MujocoLayout.TryLoad(version) ?? throw UnknownVersion(version, name);
    }

    /// <summary>Returns the error for a version without a layout table.</summary>
    internal static MujocoUnavailableException UnknownVersion(int version, string name) => new(
        $"MuJoCo {MujocoLayout.NameOf(version)} (from '{name}') is not a version this build knows; it knows {string.Join(", ", KnownVersions)}. "
        + $"Install 'libmujoco2.2.2' or set {PathVariable} to a library of one of these versions.");
}
