using System.Buffers.Binary;

namespace DexGrasp.Planner.Voice;

/// <summary>Reads sound from WAV files: 16 bit, one channel, any rate from 8 to 96 kHz.</summary>
public static class WavFile
{
    /// <summary>The rate that recognition works at. Unit: Hz.</summary>
    public const int Rate = 16000;

    private const int LeastHz = 8000;
    private const int MostHz = 96000;
    private const long MostBytes = 256L * 1024 * 1024;
    private const string Remedy = "Nothing was recognised and nothing moved. A file that fits: arecord -f S16_LE -r 16000 -c 1 words.wav";

    /// <summary>Reads a file.</summary>
    /// <param name="path">A WAV file, at most 256 MiB.</param>
    /// <returns>16 bit samples at <see cref="Rate"/>; at least one.</returns>
    /// <exception cref="VoiceException">The file is missing or is not such a file; the message says what it is instead.</exception>
    public static short[] Read(string path)
    {
        byte[] bytes;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
                throw new VoiceException($"{path} has {file.Length / (1024 * 1024)} MiB; at most {MostBytes / (1024 * 1024)} MiB are read. {Remedy}");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new VoiceException($"Cannot read the WAV file {path}: {e.Message} Nothing was recognised and nothing moved.", e);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Names it in messages.</param>
    /// <exception cref="VoiceException">It is not such a file.</exception>
    public static short[] Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
            throw Wrong(name, bytes.Length == 0 ? "it is empty" : "it does not begin as a RIFF/WAVE file");
        ReadOnlySpan<byte> format = default, data = default;
        bool hasData = false;
        for (int at = 12; at + 8 <= bytes.Length && !hasData;)
        {
            ReadOnlySpan<byte> kind = bytes.Slice(at, 4);
            uint stated = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);

            // What is written to a pipe states a length that it could not know; then the rest of the file counts.
            int length = (int)Math.Min(stated, bytes.Length - at - 8);
            if (kind.SequenceEqual("fmt "u8))
                format = bytes.Slice(at + 8, length);
            hasData = kind.SequenceEqual("data"u8);
            if (hasData)
                data = bytes.Slice(at + 8, length);
            at += 8 + length + (length & 1);
        }

        if (format.Length < 16)
            throw Wrong(name, "its format is not stated");
        int rate = CheckFormat(format, name);
        if (data.Length < 2)
            throw Wrong(name, "it holds no sound");
        var samples = new short[data.Length / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]);
        short[] converted = Resampler.Convert(samples, rate, Rate);
        return converted.Length > 0 ? converted : throw Wrong(name, "it holds no sound");
    }

    private static int CheckFormat(ReadOnlySpan<byte> format, string name)
    {
        const int Pcm = 1, Extensible = 0xFFFE;
        int code = BinaryPrimitives.ReadUInt16LittleEndian(format), channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        if (code == Extensible && format.Length >= 26)
            code = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        if (code != Pcm)
            throw Wrong(name, $"its samples have format {code}; plain PCM (1) is needed");
        if (channels != 1)
            throw Wrong(name, $"it has {channels} channels; 1 is needed");
        if (bits != 16)
            throw Wrong(name, $"its samples have {bits} bit; 16 are needed");
        return rate is >= LeastHz and <= MostHz ? (int)rate : throw Wrong(name, $"its rate is {rate} Hz; {LeastHz} to {MostHz} are allowed");
    }

    private static VoiceException Wrong(string name, string what) => new($"{name} cannot be used: {what}. {Remedy}");
}
