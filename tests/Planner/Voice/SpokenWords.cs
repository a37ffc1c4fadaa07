using System.Diagnostics;
using DexGrasp.Planner.Voice;

namespace DexGrasp.Tests.Planner.Voice;

/// <summary>Speech of espeak-ng, which the tests need as they need PocketSphinx.</summary>
internal static class SpokenWords
{
    public static byte[] Wav(string text, string voice = "en-us")
    {
        using Process process = Process.Start(new ProcessStartInfo("espeak-ng", ["-v", voice, "-s", "150", "--stdout", text]) { RedirectStandardOutput = true })!;
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();
        return bytes.ToArray();
    }

    public static short[] Say(string text) => [.. new short[WavFile.Rate / 2], .. WavFile.Parse(Wav(text), text), .. new short[WavFile.Rate / 2]];
}
