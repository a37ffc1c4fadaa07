namespace DexGrasp.App.Running;

/// <summary>What the operator wants done: one task under way, and at most one that takes its place. Safe for several threads.</summary>
internal sealed class TaskQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _news = new(0);
    private CancellationTokenSource _change = new();
    private string? _next;

    /// <summary>Puts a task in line; one that has not begun is forgotten, and the one under way is asked to end.</summary>
    /// <param name="words">The person's words.</param>
    public void Put(string words)
    {
        lock (_lock)
        {
            bool waiting = _next is not null;
            _next = words;
            _change.Cancel();
            if (!waiting)
                _news.Release();
        }
    }

    /// <summary>Waits for the next task.</summary>
    /// <returns>The words, and a token that says that a newer task has come.</returns>
    public async Task<(string Words, CancellationToken Change)> TakeAsync(CancellationToken end)
    {
        await _news.WaitAsync(end).ConfigureAwait(false);
        lock (_lock)
        {
            string words = _next!;
            _next = null;
            _change.Dispose();
            _change = new CancellationTokenSource();
            return (words, _change.Token);
        }
    }

    public void Dispose()
    {
        _change.Dispose();
        _news.Dispose();
    }
}
