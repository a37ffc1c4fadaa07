using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Bench.Physics;

/// <summary>The C program of bench/c, compiled here and waiting in its own process until it is asked to step.</summary>
internal sealed class CStepRate : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private CStepRate(DirectoryInfo folder, Process process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Compiles and starts the program.</summary>
    /// <returns>Null, and why, where it cannot be done: no gcc, no MuJoCo headers, or headers of another version than the library in use.</returns>
    public static CStepRate? TryStart(BenchScene scene, out string reason)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dexgrasp-bench-");
        try
        {
            string model = WriteFiles(folder.FullName, scene);
            string program = Path.Combine(folder.FullName, "step_rate");
            reason = Compile(Path.Combine(folder.FullName, "step_rate.c"), program);
            if (reason.Length == 0)
            {
                Process process = Process.Start(new ProcessStartInfo(program, [model, Path.Combine(folder.FullName, "start.bin")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
                string[] ready = (process.StandardOutput.ReadLine() ?? "").Split(' ');
                if (ready.Length == 5 && ready[1] == MujocoLibrary.Version)
                    return new CStepRate(folder, process);
                reason = ready.Length == 5 ? $"the C program was linked with MuJoCo {ready[1]}, the benchmark runs {MujocoLibrary.Version}" : "the C program did not start";
                process.StandardInput.Close();
                process.WaitForExit();
                process.Dispose();
            }
        }
        catch (Win32Exception)
        {
            reason = "gcc is not installed";
        }

        folder.Delete(recursive: true);
        return null;
    }

    /// <summary>Steps from the start.</summary>
    /// <returns>Time taken, and the hash of the state it ends in.</returns>
    public (TimeSpan Taken, ulong Hash) Run(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
        string[] answer = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The C program ended early.")).Split(' ');
        return (TimeSpan.FromTicks(long.Parse(answer[0]) / TimeSpan.NanosecondsPerTick), ulong.Parse(answer[1], NumberStyles.HexNumber));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string WriteFiles(string folder, BenchScene scene)
    {
        string model = Path.Combine(folder, "model.xml");
        File.WriteAllText(model, scene.Description.Mjcf);
        foreach ((string name, ReadOnlyMemory<byte> content) in scene.Description.Assets)
            File.WriteAllBytes(Path.Combine(folder, name), content.Span);
        File.WriteAllBytes(Path.Combine(folder, "start.bin"), MemoryMarshal.AsBytes<double>([.. scene.StartQpos, .. scene.BaseControls]));
        using Stream source = typeof(CStepRate).Assembly.GetManifestResourceStream("step_rate.c")!;
        using FileStream copy = File.Create(Path.Combine(folder, "step_rate.c"));
        source.CopyTo(copy);
        return model;
    }

    private static string Compile(string source, string program)
    {
        using Process gcc = Process.Start(new ProcessStartInfo("gcc", ["-O2", "-ffp-contract=off", source, "-o", program, "-lmujoco"]) { RedirectStandardError = true })!;
        string error = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? "" : $"the C program does not compile (libmujoco-dev?): {error.Split('\n')[0]}";
    }
}
