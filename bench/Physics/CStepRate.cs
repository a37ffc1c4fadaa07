using System.Globalization;
using System.Runtime.InteropServices;

namespace DexGrasp.Bench.Physics;

/// <summary>The C program that does the same physics steps.</summary>
internal sealed class CStepRate : IDisposable
{
    private readonly CProgram _program;

    private CStepRate(CProgram program) => _program = program;

    /// <summary>Compiles and starts the program.</summary>
    /// <returns>Null, and why, where it cannot be done; see <see cref="CProgram.TryStart"/>.</returns>
    public static CStepRate? TryStart(BenchScene scene, out string reason) =>
        CProgram.TryStart("step_rate", folder => WriteFiles(folder, scene), out reason) is { } program ? new CStepRate(program) : null;

    /// <summary>Steps from the start.</summary>
    /// <returns>Time taken, and the hash of the state it ends in.</returns>
    public (TimeSpan Taken, ulong Hash) Run(int steps)
    {
        string[] answer = _program.Ask(steps.ToString());
        return (TimeSpan.FromTicks(long.Parse(answer[0]) / TimeSpan.NanosecondsPerTick), ulong.Parse(answer[1], NumberStyles.HexNumber));
    }

    /// <inheritdoc/>
    public void Dispose() => _program.Dispose();

    private static string[] WriteFiles(string folder, BenchScene scene)
    {
        string model = Path.Combine(folder, "model.xml"), start = Path.Combine(folder, "start.bin");
        File.WriteAllText(model, scene.Description.Mjcf);
        foreach ((string name, ReadOnlyMemory<byte> content) in scene.Description.Assets)
            File.WriteAllBytes(Path.Combine(folder, name), content.Span);
        File.WriteAllBytes(start, MemoryMarshal.AsBytes<double>([.. scene.StartQpos, .. scene.BaseControls]));
        return [model, start];
    }
}
