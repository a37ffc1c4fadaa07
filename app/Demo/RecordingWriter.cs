using System.Text.Json;
using DexGrasp.App.Cli;
using DexGrasp.Core.Messages;

namespace DexGrasp.App.Demo;

/// <summary>
/// Writes what happened as JSON lines: <c>{"type":"event",…}</c> and <c>{"type":"state",…}</c>. The file appears under its
/// name, whole lines only, when disposed. Safe for several threads.
/// </summary>
public sealed class RecordingWriter : IDisposable
{
    private static readonly JsonSerializerOptions Compact = new(ResultJson.Options) { WriteIndented = false };
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly string _temporary;
    private readonly StreamWriter _writer;
    private readonly TimeSpan _statePeriod;
    private TimeSpan _nextState = TimeSpan.MinValue;
    private bool _closed;

    /// <summary>Starts a recording.</summary>
    /// <param name="path">File to make, ending in .jsonl.</param>
    /// <param name="statePeriod">Least time between two recorded states.</param>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public RecordingWriter(string path, TimeSpan statePeriod)
    {
        _path = Path.GetFullPath(path);
        _temporary = AtomicFile.TemporaryName(_path);
        _statePeriod = statePeriod;
        AtomicFile.PrepareFolder(Path.GetDirectoryName(_path)!);
        _writer = new StreamWriter(_temporary);
    }

    /// <summary>Records an event.</summary>
    public void Add(DemoEvent happened) => WriteLine(new { Type = "event", happened.TimeS, happened.Kind, happened.Text });

    /// <summary>Records a joint measurement unless the last one was recorded less than the state period ago.</summary>
    public void Add(RobotState state)
    {
        lock (_lock)
        {
            if (state.At < _nextState)
                return;
            _nextState = state.At + _statePeriod;
        }

        WriteLine(new
        {
            Type = "state",
            TimeS = state.At.TotalSeconds,
            state.Number,
            state.Mode,
            PositionsRad = Rounded(state.PositionsRad),
            CommandedRad = Rounded(state.CommandedRad),
            EffortsNm = Rounded(state.EffortsNm),
            state.LastSequence,
        });
    }

    /// <summary>Ends the recording and gives the file its name.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            _writer.Dispose();
            File.Move(_temporary, _path, overwrite: true);
        }
    }

    // A tenth of a milliradian is finer than any encoder here and keeps the file small.
    private static double[] Rounded(ReadOnlyMemory<double> values) => [.. values.ToArray().Select(v => Math.Round(v, 4))];

    private void WriteLine<T>(T line)
    {
        string text = JsonSerializer.Serialize(line, Compact);
        lock (_lock)
        {
            if (!_closed)
                _writer.WriteLine(text);
        }
    }
}
