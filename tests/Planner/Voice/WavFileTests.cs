using System.Buffers.Binary;
using CsCheck;
using DexGrasp.Planner.Voice;
using Xunit;

namespace DexGrasp.Tests.Planner.Voice;

public sealed class WavFileTests
{
    [Theory]
    [InlineData(2, 16, 1, "2 channels")]
    [InlineData(1, 8, 1, "8 bit")]
    [InlineData(1, 16, 3, "format 3")]
    public void Parse_WrongFormat_SaysWhichAndWhatFits(int channels, int bits, int code, string part)
    {
        VoiceException error = Assert.Throws<VoiceException>(() => WavFile.Parse(Wav(new byte[100], 16000, channels, bits, code), "words.wav"));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing moved", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NoSound_Throws() => Assert.Contains("no sound", Assert.Throws<VoiceException>(() => WavFile.Parse(Wav([], 16000), "words.wav")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_MissingFile_NamesIt() => Assert.Contains("/nowhere/words.wav", Assert.Throws<VoiceException>(() => WavFile.Read("/nowhere/words.wav")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(8000)]
    [InlineData(22050)]
    [InlineData(48000)]
    public void Parse_OtherRate_KeepsToneAndLength(int rate)
    {
        const double Hz = 440;
        var bytes = new byte[2 * rate];
        for (int i = 0; i < rate; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)(10000 * Math.Sin(2 * Math.PI * Hz * i / rate)));

        short[] samples = WavFile.Parse(Wav(bytes, rate), "tone.wav");

        Assert.Equal(WavFile.Rate, samples.Length);
        for (int i = 1000; i < 15000; i++)
            Assert.InRange(samples[i] - (10000 * Math.Sin(2 * Math.PI * Hz * i / WavFile.Rate)), -150, 150);
    }

    [Fact]
    public void Parse_AnyBytes_ThrowsNothingElse() => Gen.Byte.Array[0, 100].Sample(bytes =>
    {
        try
        {
            WavFile.Parse([.. "RIFF\0\0\0\0WAVEfmt "u8, .. bytes], "words.wav");
        }
        catch (VoiceException)
        {
            // What is wrong is said.
        }
    });

    private static byte[] Wav(byte[] data, int rate, int channels = 1, int bits = 16, int code = 1)
    {
        byte[] header = [.. "RIFF\0\0\0\0WAVEfmt "u8, .. new byte[20], .. "data"u8, .. new byte[4]];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), (short)code);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), data.Length);
        return [.. header, .. data];
    }
}
