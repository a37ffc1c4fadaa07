using System.Text.Json;
using System.Threading.Channels;

namespace DexGrasp.App.WebConsole;

/// <summary>
/// What one browser has yet to get: every event, but of state and pictures the newest alone, so that a slow browser loses pictures and
/// holds nobody up. Any thread adds, one takes.
/// </summary>
/// <param name="cameras">How many cameras there are.</param>
internal sealed class BrowserOutbox(int cameras)
{
    private const int MostEvents = 512;

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _events = new();
    private readonly byte[]?[] _pictures = new byte[]?[cameras];
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private byte[]? _state;
    private int _turn;
    private long _skipped;

    /// <summary>Gets how many pictures were replaced by newer ones before they could be sent.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Gets or sets what the browser last told about itself; null before it did.</summary>
    public JsonElement? Gauges { get; set; }

    /// <summary>Gets whether so many events wait that the browser has to begin anew.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Adds an event; none is ever left out.</summary>
    public void AddEvent(byte[] message)
    {
        lock (_lock)
        {
            if (_events.Count >= MostEvents)
                IsOverfull = true;
            else
                _events.Enqueue(message);
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Replaces the state.</summary>
    public void ShowState(byte[] message)
    {
        lock (_lock)
            _state = message;
        _news.Writer.TryWrite(true);
    }

    /// <summary>Replaces a camera's picture.</summary>
    public void ShowPicture(int camera, byte[] message)
    {
        lock (_lock)
        {
            if (_pictures[camera] is not null)
                Interlocked.Increment(ref _skipped);
            _pictures[camera] = message;
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is something to take.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _news.Reader.ReadAsync(cancellationToken);

    /// <summary>Takes what comes next: events, then the state, then the cameras in turn.</summary>
    /// <param name="message">The bytes.</param>
    /// <param name="isText">Whether they are JSON; else they are a picture.</param>
    public bool TryTake(out byte[] message, out bool isText)
    {
        lock (_lock)
        {
            isText = true;
            if (_events.TryDequeue(out message!))
                return true;
            if (_state is not null)
            {
                (message, _state) = (_state, null);
                return true;
            }

            isText = false;
            for (int i = 0; i < _pictures.Length; i++)
            {
                int camera = (_turn + i) % _pictures.Length;
                if (_pictures[camera] is not { } picture)
                    continue;
                (message, _pictures[camera], _turn) = (picture, null, camera + 1);
                return true;
            }
        }

        return false;
    }
}
