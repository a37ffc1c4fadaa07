using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Tests.Sim.Mujoco;

/// <summary>Raises a native error at start of a process that was started for it, since such an error ends the process.</summary>
internal static unsafe class NativeErrorProbe
{
    public const string Variable = "DEXGRASP_TEST_NATIVE_ERROR";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
            return;
        MujocoLibrary.EnsureLoaded();
        var raise = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(NativeLibrary.Load(MujocoLibrary.LoadedFrom), "mju_error");
        fixed (byte* text = "made for a test\0"u8)
            raise(text);
    }
}
