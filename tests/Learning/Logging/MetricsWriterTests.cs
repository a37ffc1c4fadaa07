using System.Buffers.Binary;
using System.Text.Json;
using DexGrasp.Learning.Logging;
using Xunit;

namespace DexGrasp.Tests.Learning.Logging;

public sealed class MetricsWriterTests
{
    private readonly FixedClock _clock = new(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void Crc32C_KnownText_HasTheKnownChecksum() => Assert.Equal(0xe3069283u, Crc32C.Compute("123456789"u8));

    [Fact]
    public void Write_Values_StandInTheEventFileAsTensorBoardReadsThem()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new MetricsWriter(folder.Folder, _clock))
            writer.Write(300, new Dictionary<string, double> { ["train/loss"] = 0.5 });
        List<byte[]> events = ReadRecords(Assert.Single(Directory.GetFiles(folder.Folder, "events.out.tfevents.*")));
        byte[] time = BitConverter.GetBytes(_clock.GetUtcNow().ToUnixTimeSeconds() * 1.0);
        Assert.Equal([0x09, .. time, 0x1a, 13, .. "brain.Event:2"u8], events[0]);
        // step 300 = 0xac 0x02; summary (5) { value (1) { tag (1), simple_value (2) } }
        Assert.Equal([0x09, .. time, 0x10, 0xac, 0x02, 0x2a, 19, 0x0a, 17, 0x0a, 10, .. "train/loss"u8, 0x15, 0, 0, 0, 0x3f], events[1]);
    }

    [Fact]
    public void Write_Values_StandInTheLinesToo()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new MetricsWriter(folder.Folder, _clock))
        {
            writer.Write(1, new Dictionary<string, double> { ["loss"] = 0.1, ["rate"] = double.NaN });
            using JsonDocument line = JsonDocument.Parse(Assert.Single(ReadLines(folder)));
            Assert.Equal(1, line.RootElement.GetProperty("step").GetInt64());
            Assert.Equal(0.1, line.RootElement.GetProperty("values").GetProperty("loss").GetDouble());
            Assert.Equal("NaN", line.RootElement.GetProperty("values").GetProperty("rate").GetString());
        }
    }

    [Fact]
    public void Constructor_Resumed_DropsLinesThatComeAgainAndHalfLines()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new MetricsWriter(folder.Folder, _clock))
            for (int step = 1; step <= 5; step++)
                writer.Write(step, new Dictionary<string, double> { ["loss"] = step });
        File.AppendAllText(folder.File("metrics.jsonl"), "{\"step\":6,\"val");
        using (var writer = new MetricsWriter(folder.Folder, _clock, resumeAtStep: 3))
            writer.Write(3, new Dictionary<string, double> { ["loss"] = 30 });
        Assert.Equal([1.0, 2, 30], ReadLines(folder).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("values").GetProperty("loss").GetDouble()));
        Assert.Equal(2, Directory.GetFiles(folder.Folder, "events.*").Length);
    }

    private static List<string> ReadLines(TemporaryFolder folder)
    {
        using var reader = new StreamReader(new FileStream(folder.File("metrics.jsonl"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static List<byte[]> ReadRecords(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(MaskedBitByBit(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            records.Add(file[(at + 12)..(at + 12 + length)]);
            Assert.Equal(MaskedBitByBit(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += length + 16;
        }

        return records;
    }

    private static uint MaskedBitByBit(ReadOnlySpan<byte> data)
    {
        uint crc = 0xffffffff;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0x82f63b78 & (uint)-(int)(crc & 1));
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
