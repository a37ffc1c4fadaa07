namespace DexGrasp.App.Cli;

/// <summary>A progress line over the episodes of a dataset, made when their number is known. One thread at a time.</summary>
internal sealed class EpisodeProgress(string what) : IDisposable
{
    private ProgressLine? _line;

    /// <summary>Shows how far the work is.</summary>
    /// <param name="done">Episodes that are done.</param>
    /// <param name="total">All episodes.</param>
    public void Report(int done, int total)
    {
        _line ??= ProgressLine.ForConsole(what, total);
        _line.Advance($"episode {done - 1}");
    }

    public void Dispose() => _line?.Dispose();
}
