using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Devices;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Drivers.Host;

/// <summary>Publishes what the loop and the cameras deliver. Runs on pool threads, never on the loop's.</summary>
internal sealed class HostPublisher(
    MqttLink link, Topics topics, DriverLoop loop, LoopStatistics statistics, DriverHostOptions options, TimeSpan tickPeriod, string[] cameras, ConcurrentQueue<FaultMessage> faults)
{
    private static readonly TimeSpan StatusPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(2);

    private readonly ConcurrentDictionary<string, long> _droppedFrames = new();
    private long _atTicks;
    private long _droppedStates;
    private string? _lastFault;
    private int _mode;

    /// <summary>Gets the mode in the newest sample that was looked at.</summary>
    public GateMode Mode => (GateMode)Volatile.Read(ref _mode);

    public async Task PublishStatesAsync(CancellationToken end)
    {
        var sample = new StateSample();
        long cursor = 0, lastNumber = 0;
        TimeSpan nextAt = TimeSpan.Zero;
        while (true)
        {
            if (!loop.States.TryRead(ref cursor, sample))
            {
                if (end.IsCancellationRequested)
                    return;
                await PauseAsync(end).ConfigureAwait(false);
                continue;
            }

            Interlocked.Add(ref _droppedStates, sample.Number - lastNumber - 1);
            lastNumber = sample.Number;
            bool isNews = (int)sample.Mode != Interlocked.Exchange(ref _mode, (int)sample.Mode);
            Interlocked.Exchange(ref _atTicks, sample.At.Ticks);
            if (sample.At + (tickPeriod / 2) < nextAt && !isNews)
                continue;
            nextAt = sample.At + options.StatePeriod;
            await link.PublishAsync(topics.State, StateCodec.Write(topics.Robot, sample), CancellationToken.None).ConfigureAwait(false);
        }
    }

    public async Task PublishEventsAsync(CancellationToken end)
    {
        long statusAt = Stopwatch.GetTimestamp();
        while (true)
        {
            bool isBusy = false, isNews = Stopwatch.GetElapsedTime(statusAt) >= StatusPeriod;
            if (loop.TryReadEvent(out LoopEvent e))
            {
                isBusy = true;
                NoteFault(e);
                isNews |= e.Kind == LoopEventKind.Mode;
                await link.PublishAsync(topics.GateEvent, EventJson.Write(Word(e)), CancellationToken.None).ConfigureAwait(false);
            }

            if (faults.TryDequeue(out FaultMessage? fault))
            {
                isBusy = true;
                await link.PublishAsync(topics.FaultEvent, EventJson.Write(fault), CancellationToken.None).ConfigureAwait(false);
            }

            if (isNews)
            {
                statusAt = Stopwatch.GetTimestamp();
                await PublishStatusAsync(end).ConfigureAwait(false);
            }

            if (!isBusy && end.IsCancellationRequested)
                return;
            if (!isBusy)
                await PauseAsync(end).ConfigureAwait(false);
        }
    }

    public async Task PublishFramesAsync(ICamera camera, CancellationToken end)
    {
        Topic topic = topics.Camera(camera.Name);
        var newest = Channel.CreateBounded<CameraFrame>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            _ => _droppedFrames.AddOrUpdate(camera.Name, 1, (_, count) => count + 1));
        Task reading = ReadFramesAsync(camera, newest.Writer, end);
        await foreach (CameraFrame frame in newest.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            await link.PublishAsync(topic, FrameCodec.Write(topics.Robot, frame, options.Images, options.JpegQuality), end).ConfigureAwait(false);
        await reading.ConfigureAwait(false);
    }

    public Task PublishStatusAsync(CancellationToken end) => link.PublishAsync(
        topics.Status,
        EventJson.Write(new StatusMessage(
            "online", topics.Robot, Mode.ToString(), TimeSpan.FromTicks(Interlocked.Read(ref _atTicks)).TotalSeconds, 1 / tickPeriod.TotalSeconds, cameras, statistics.Read(),
            loop.Gate.Counts.Accepted, loop.Gate.Counts.ByReason(), new Dictionary<string, long>(_droppedFrames), Interlocked.Read(ref _droppedStates), loop.Overruns)),
        end);

    private static async Task PauseAsync(CancellationToken end)
    {
        try
        {
            await Task.Delay(IdlePause, TimeProvider.System, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The caller's loop ends by itself.
        }
    }

    private async Task ReadFramesAsync(ICamera camera, ChannelWriter<CameraFrame> newest, CancellationToken end)
    {
        try
        {
            await foreach (CameraFrame frame in camera.ReadFramesAsync(end).ConfigureAwait(false))
                newest.TryWrite(frame);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end was asked for.
        }
        catch (Exception e)
        {
            faults.Enqueue(new FaultMessage(
                TimeSpan.FromTicks(Interlocked.Read(ref _atTicks)).TotalSeconds, $"camera {camera.Name}", $"No more pictures: {e.Message} The arm is not affected; restart the driver host."));
        }
        finally
        {
            newest.Complete();
        }
    }

    // A fault is told once, though it brings several changes of mode.
    private void NoteFault(in LoopEvent e)
    {
        if (e.Kind != LoopEventKind.Mode)
            return;
        bool isFault = e.Cause is StopCause.DeviceFault or StopCause.TrackingError or StopCause.ClockFault;
        if (isFault && e.Words != _lastFault)
            faults.Enqueue(new FaultMessage(e.At.TotalSeconds, e.Cause == StopCause.ClockFault ? "clock" : "arm and hand", $"{e.Words} The robot was stopped; an operator has to reset."));
        _lastFault = isFault ? e.Words : null;
    }

    private GateEventMessage Word(in LoopEvent e)
    {
        GateEvent gateEvent = e.Kind switch
        {
            LoopEventKind.Refused => GateEvent.OfRefusal(loop.Gate, e.Admission, e.At),
            LoopEventKind.Changed => GateEvent.OfChange(loop.Gate, e.Report, e.At),
            _ => new GateEvent(e.At, e.Kind == LoopEventKind.Mode ? "mode" : "denied", e.Cause.ToString(), e.Words, e.Mode, null, null, null, null, loop.Gate.Counts.ByReason()),
        };
        return new GateEventMessage(
            gateEvent.At.TotalSeconds, gateEvent.Kind, gateEvent.Reason, gateEvent.Words, e.Mode.ToString(), e.Kind == LoopEventKind.Refused ? e.Admission.Sequence : null, gateEvent.Joint, gateEvent.Value, gateEvent.Limit, gateEvent.Unit,
            e.Lease == Guid.Empty ? null : e.Lease.ToString(), gateEvent.RefusedByReason);
    }
}
