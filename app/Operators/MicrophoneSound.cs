using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Operators;

/// <summary>Sound from a microphone through arecord, which ALSA brings: 16 kHz, 16 bit, one channel.</summary>
internal static class MicrophoneSound
{
    private const int Chunk = WavFile.Rate / 50 * sizeof(short);

    /// <summary>Records until it is ended.</summary>
    /// <exception cref="VoiceException">There is no arecord, or no microphone.</exception>
    public static async IAsyncEnumerable<short[]> ReadAsync([EnumeratorCancellation] CancellationToken end)
    {
        using Process recorder = Start();
        Task<string> errors = recorder.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenRegistration ending = end.Register(() => End(recorder));
        var bytes = new byte[Chunk];
        while (!end.IsCancellationRequested)
        {
            int read = await recorder.StandardOutput.BaseStream.ReadAtLeastAsync(bytes, Chunk, throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
            if (read > 1)
                yield return MemoryMarshal.Cast<byte, short>(bytes.AsSpan(0, read & ~1)).ToArray();
            if (read < Chunk)
                break;
        }

        End(recorder);
        if (!end.IsCancellationRequested)
            throw new VoiceException($"The microphone fell silent: arecord says \"{(await errors.ConfigureAwait(false)).Trim()}\". Voice is off; typing works as before. arecord -l lists the microphones.");
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("arecord", "-q -f S16_LE -r 16000 -c 1 -t raw") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception e)
        {
            throw new VoiceException($"arecord cannot be started: {e.Message} Voice is off; typing works as before. Install it: apt-get install alsa-utils", e);
        }
    }

    private static void End(Process recorder)
    {
        try
        {
            recorder.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
