using System.Threading.Channels;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Demo;

/// <summary>
/// Draws and encodes the video on a thread of its own, so that nothing else waits for it. When it cannot keep up, views
/// are dropped and the picture before is shown longer.
/// </summary>
public sealed class VideoRecorder : IDisposable
{
    /// <summary>Rate of the video. Unit: Hz.</summary>
    public const int FramesPerSecond = 10;

    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(3);
    private readonly Channel<(DemoView View, TimeSpan At)> _views = Channel.CreateBounded<(DemoView, TimeSpan)>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Mp4Writer _writer;
    private readonly FrameComposer _composer;
    private readonly VideoTimeline _timeline = new(FramesPerSecond, LongestGap);
    private readonly Thread _thread;
    private Exception? _fault;

    /// <summary>Starts a video.</summary>
    /// <param name="path">File to make, ending in .mp4.</param>
    /// <param name="robot">Names and limits of the joints that are drawn.</param>
    /// <exception cref="Cli.UserErrorException">ffmpeg is missing or the folder cannot be written.</exception>
    public VideoRecorder(string path, RobotModel robot)
    {
        _writer = new Mp4Writer(path, FrameComposer.Width, FrameComposer.Height, FramesPerSecond);
        _composer = new FrameComposer(robot);
        _thread = new Thread(Work) { Name = "video", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <summary>Queues a view; returns at once.</summary>
    /// <param name="view">What to show.</param>
    /// <param name="at">Capture time of its outside picture.</param>
    public void Submit(DemoView view, TimeSpan at) => _views.Writer.TryWrite((view, at));

    /// <summary>Writes what is queued and gives the file its name.</summary>
    /// <returns>Whether there is a file; without a view there is none.</returns>
    /// <exception cref="Cli.UserErrorException">ffmpeg reported an error.</exception>
    public bool Finish()
    {
        _views.Writer.TryComplete();
        _thread.Join();
        if (_fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_fault);
        return _writer.Finish();
    }

    /// <summary>Drops the video if it was not finished.</summary>
    public void Dispose()
    {
        _views.Writer.TryComplete();
        _thread.Join();
        _writer.Dispose();
        _composer.Dispose();
    }

    private void Work()
    {
        try
        {
            while (_views.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                while (_views.Reader.TryRead(out (DemoView View, TimeSpan At) next))
                    Write(next.View, next.At);
        }
        catch (Exception e)
        {
            _fault = e;
            _views.Writer.TryComplete();
        }
    }

    private void Write(DemoView view, TimeSpan at)
    {
        int times = _timeline.FramesFor(at);
        if (times == 0)
            return;
        ReadOnlySpan<byte> frame = _composer.Compose(view);
        for (int i = 0; i < times; i++)
            _writer.Write(frame);
    }
}
