using System.ComponentModel;
using System.Diagnostics;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Bench.Physics;

/// <summary>A C program of bench/c, compiled here and waiting in its own process until it is asked something.</summary>
internal sealed class CProgram : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private CProgram(DirectoryInfo folder, Process process)
    {
        _folder = folder;
        _process = process;
    }

    /// <summary>Compiles and starts a program, whose first line has to be "ready", MuJoCo's version and whatever else.</summary>
    /// <param name="name">Of the source in bench/c, without its ending.</param>
    /// <param name="write">Writes the program's files into a folder and returns its arguments.</param>
    /// <param name="reason">Why null was returned.</param>
    /// <returns>Null where it cannot be done: no gcc, no MuJoCo headers, or headers of another version than the library in use.</returns>
    public static CProgram? TryStart(string name, Func<string, string[]> write, out string reason)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dexgrasp-bench-");
        try
        {
            string program = Path.Combine(folder.FullName, name);
            using (Stream source = typeof(CProgram).Assembly.GetManifestResourceStream($"{name}.c")!)
            using (FileStream copy = File.Create($"{program}.c"))
                source.CopyTo(copy);
            reason = Compile($"{program}.c", program);
            if (reason.Length == 0)
            {
                Process process = Process.Start(new ProcessStartInfo(program, write(folder.FullName)) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
                string[] ready = (process.StandardOutput.ReadLine() ?? "").Split(' ');
                if (ready.Length > 1 && ready[0] == "ready" && ready[1] == MujocoLibrary.Version)
                    return new CProgram(folder, process);
                reason = ready.Length > 1 ? $"the C program was linked with MuJoCo {ready[1]}, the benchmark runs {MujocoLibrary.Version}" : "the C program did not start";
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

    /// <summary>Sends a line and returns the words of the answer.</summary>
    public string[] Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The C program ended early.")).Split(' ');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Compile(string source, string program)
    {
        using Process gcc = Process.Start(new ProcessStartInfo("gcc", ["-O2", "-ffp-contract=off", source, "-o", program, "-lmujoco", "-lpthread"]) { RedirectStandardError = true })!;
        string error = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? "" : $"the C program does not compile (libmujoco-dev?): {error.Split('\n')[0]}";
    }
}
