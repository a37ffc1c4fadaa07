using System.Diagnostics;

namespace DexGrasp.App.Cli;

/// <summary>Shows how far a long command is: a bar that redraws itself on a terminal, a plain line now and then otherwise. Safe for several threads.</summary>
internal sealed class ProgressLine(TextWriter writer, string what, int total, bool isTerminal) : IDisposable
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _lastShown = -PlainInterval;
    private int _done;
    private int _shownDone = -1;
    private string _note = "";

    /// <summary>Makes one for standard error, so that standard output stays clean.</summary>
    public static ProgressLine ForConsole(string what, int total) => new(Console.Error, what, total, !Console.IsErrorRedirected);

    /// <summary>Counts one more as done.</summary>
    /// <param name="note">One phrase shown beside the count.</param>
    public void Advance(string note)
    {
        lock (_lock)
        {
            _done++;
            _note = note;
            TimeSpan now = Stopwatch.GetElapsedTime(_start);
            if (_done == total || now - _lastShown >= (isTerminal ? TerminalInterval : PlainInterval))
                Show(now);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_done != _shownDone)
                Show(Stopwatch.GetElapsedTime(_start));
            if (isTerminal)
                writer.WriteLine();
        }
    }

    private void Show(TimeSpan now)
    {
        _lastShown = now;
        _shownDone = _done;
        string left = _done == 0 || _done == total ? "" : $", {Text(now / _done * (total - _done))} left";
        string line = $"{what} {_done}/{total} ({Text(now)}{left}) {_note}";
        if (!isTerminal)
        {
            writer.WriteLine(line);
            return;
        }

        const int Cells = 24;
        int full = total == 0 ? Cells : Cells * _done / total;
        writer.Write($"\r[{new string('#', full)}{new string('.', Cells - full)}] {line}\u001b[K");
    }

    private static string Text(TimeSpan span) => span.TotalMinutes >= 1 ? $"{(int)span.TotalMinutes} min {span.Seconds} s" : $"{span.TotalSeconds:0} s";
}
