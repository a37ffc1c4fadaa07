using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Mujoco;

/// <summary>
/// What MuJoCo calls on errors and warnings. Without these it writes a log file into the working directory. An error
/// callback must not return, since MuJoCo would go on with broken memory, and no exception may cross native frames.
/// </summary>
internal static unsafe class NativeReports
{
    /// <summary>Exit code of a process that MuJoCo's error handler ended.</summary>
    public const int ExitCode = 70;

    private static string? _lastWarning;
    private static long _warnings;

    /// <summary>Gets how often MuJoCo warned in this process.</summary>
    public static long Warnings => Interlocked.Read(ref _warnings);

    /// <summary>Gets MuJoCo's last warning text.</summary>
    public static string? LastWarning => Volatile.Read(ref _lastWarning);

    /// <summary>Hooks the library's two callback variables.</summary>
    public static void Install(nint library)
    {
        if (NativeLibrary.TryGetExport(library, "mju_user_error", out nint error))
            *(delegate* unmanaged[Cdecl]<byte*, void>*)error = &OnError;
        if (NativeLibrary.TryGetExport(library, "mju_user_warning", out nint warning))
            *(delegate* unmanaged[Cdecl]<byte*, void>*)warning = &OnWarning;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(byte* message)
    {
        Console.Error.WriteLine(
            $"MuJoCo stopped with an error it cannot recover from: {Text(message)} The process ends with exit code {ExitCode}; "
            + "check the model's sizes (njmax, nconmax, nstack) and its numbers.");
        Console.Error.Flush();
        NativeMethods.ExitProcess(ExitCode);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnWarning(byte* message)
    {
        Interlocked.Increment(ref _warnings);
        Volatile.Write(ref _lastWarning, Text(message));
    }

    private static string Text(byte* message) => Marshal.PtrToStringUTF8((nint)message) ?? "(no text)";
}
