using System.Threading.Channels;
using DexGrasp.Core.Images;

namespace DexGrasp.Drivers.Link;

/// <summary>Decodes pictures for a listener on a task of its own; when the listener is slow the oldest are skipped.</summary>
internal sealed class FrameWorker : IAsyncDisposable
{
    private const int Waiting = 16;
    private readonly Channel<PendingFrame> _frames = Channel.CreateBounded<PendingFrame>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Task _work;

    public FrameWorker(Action<CameraFrame> listener) => _work = Task.Run(async () =>
    {
        await foreach (PendingFrame pending in _frames.Reader.ReadAllAsync().ConfigureAwait(false))
            if (pending.Decode() is { } frame)
                listener(frame);
    });

    public void Add(PendingFrame frame) => _frames.Writer.TryWrite(frame);

    public async ValueTask DisposeAsync()
    {
        _frames.Writer.TryComplete();
        await _work.ConfigureAwait(false);
    }
}
