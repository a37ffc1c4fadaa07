using System.Text.Encodings.Web;
using System.Text.Json;

namespace DexGrasp.Learning.Logging;

/// <summary>
/// Keeps the curves of a run twice: as an event file for TensorBoard and as metrics.jsonl, one line a step, for everything
/// else. Every call is on the disk's side of the program when it returns. One thread at a time.
/// </summary>
public sealed class MetricsWriter : IDisposable
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly FileStream _events, _lines;
    private readonly TimeProvider _clock;

    /// <summary>Opens the files of a run. A resumed run adds to metrics.jsonl and starts an event file of its own, which TensorBoard joins.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="clock">Gives the wall time of events.</param>
    /// <param name="resumeAtStep">Lines of metrics.jsonl at this step and later are dropped: they come again. Default: all lines stay.</param>
    public MetricsWriter(string folder, TimeProvider clock, long? resumeAtStep = null)
    {
        _clock = clock;
        Directory.CreateDirectory(folder);
        string lines = Path.Combine(folder, "metrics.jsonl");
        if (resumeAtStep is { } step && File.Exists(lines))
            Checkpoints.DurableFile.Write(lines, stream => CopyUntil(lines, step, stream));
        _lines = new FileStream(lines, FileMode.Append, FileAccess.Write, FileShare.Read);
        _events = NewEventFile(folder);
        EventRecord.Write(_events, EventRecord.Version(WallTimeS));
        _events.Flush();
    }

    private double WallTimeS => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Writes the values of one step.</summary>
    /// <param name="step">Range: 0 and up.</param>
    /// <param name="values">Names such as "train/loss", and values.</param>
    public void Write(long step, IReadOnlyDictionary<string, double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double wall = WallTimeS;
        EventRecord.Write(_events, EventRecord.Scalars(wall, step, values));
        _events.Flush();
        JsonSerializer.Serialize(_lines, new { step, wall_time = wall, values }, Options);
        _lines.WriteByte((byte)'\n');
        _lines.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _events.Dispose();
        _lines.Dispose();
    }

    // A line that a crash cut off is dropped too.
    private static void CopyUntil(string path, long step, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach (string line in File.ReadLines(path))
            if (StepOf(line) < step)
                writer.WriteLine(line);
    }

    private static long StepOf(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return parsed.RootElement.GetProperty("step").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return long.MaxValue;
        }
    }

    private FileStream NewEventFile(string folder)
    {
        long second = _clock.GetUtcNow().ToUnixTimeSeconds();
        for (int attempt = 0; ; attempt++)
        {
            string path = Path.Combine(folder, $"events.out.tfevents.{second}.{Environment.MachineName}.{Environment.ProcessId}.{attempt}");
            if (!File.Exists(path))
                return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
    }
}
