using System.ComponentModel;
using System.Diagnostics;
using DexGrasp.App.Cli;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Evaluation.Voice;

/// <summary>Makes speech with espeak-ng, and noise.</summary>
internal static class SpeechMaker
{
    private const int Silence = WavFile.Rate / 2;

    /// <summary>Says something.</summary>
    /// <returns>16 kHz samples without the silence before and after.</returns>
    /// <exception cref="UserErrorException">espeak-ng is not installed.</exception>
    public static short[] Say(string text, string voice, int wordsPerMinute)
    {
        var start = new ProcessStartInfo("espeak-ng") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "-v", voice, "-s", $"{wordsPerMinute}", "--stdout", text })
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start)!;
            using var wav = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(wav);
            process.WaitForExit();
            return Trim(WavFile.Parse(wav.ToArray(), $"espeak-ng's \"{text}\""));
        }
        catch (Exception e) when (e is Win32Exception or VoiceException)
        {
            throw new UserErrorException($"espeak-ng cannot say \"{text}\" with voice {voice}: {e.Message}", "Install it: apt-get install espeak-ng", ExitCode.Failure, e);
        }
    }

    /// <summary>Puts half a second of silence around speech, and white noise over all of it.</summary>
    /// <param name="speech">As <see cref="Say"/> gives it.</param>
    /// <param name="snrDb">Mean power of the speech over that of the noise; null for a hiss of 1 in 32768, as a quiet microphone has. Unit: dB.</param>
    /// <param name="random">Makes the noise.</param>
    public static short[] InNoise(short[] speech, double? snrDb, Random random)
    {
        const double Level = 0.5;
        double power = speech.Sum(s => (double)s * s) / Math.Max(1, speech.Length);
        double noise = snrDb is { } db ? Level * Math.Sqrt(power / Math.Pow(10, db / 10)) : 1;
        var sound = new short[speech.Length + (2 * Silence)];
        for (int i = 0; i < sound.Length; i++)
        {
            double said = i >= Silence && i < Silence + speech.Length ? Level * speech[i - Silence] : 0;
            double gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            sound[i] = (short)Math.Clamp(Math.Round(said + (noise * gauss)), short.MinValue, short.MaxValue);
        }

        return sound;
    }

    /// <summary>Returns where the speech in <see cref="InNoise"/>'s result ends. Unit: samples.</summary>
    public static int EndOfSpeech(short[] speech) => Silence + speech.Length;

    private static short[] Trim(short[] samples)
    {
        const int Quiet = 200;
        int first = Array.FindIndex(samples, s => Math.Abs((int)s) > Quiet), last = Array.FindLastIndex(samples, s => Math.Abs((int)s) > Quiet);
        return first < 0 ? samples : samples[first..(last + 1)];
    }
}
