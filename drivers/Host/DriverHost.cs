using System.Collections.Concurrent;
using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Drivers.Host;

/// <summary>
/// The process beside the robot, and the only one that writes to it: runs the fast loop on a thread of its own, takes commands from
/// the broker and publishes states, pictures, events and status. It works on, and brakes, when the broker is away.
/// </summary>
public sealed class DriverHost : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(5);

    private readonly RobotModel _robot;
    private readonly ITickSource _ticks;
    private readonly DriverHostOptions _options;
    private readonly IReadOnlyList<ICamera> _cameras;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<FaultMessage> _faults = new();
    private readonly List<Task> _publishing = [];
    private readonly Topics _topics;
    private readonly MqttLink _link;
    private readonly HostPublisher _publisher;
    private Thread? _thread;
    private bool _isDisposed;

    /// <summary>Makes a driver host; nothing is connected or sent yet. Devices stay the caller's to dispose of, after the host.</summary>
    /// <param name="robot">Names and limits.</param>
    /// <param name="arm">Used by the loop thread only.</param>
    /// <param name="hand">Used by the loop thread only.</param>
    /// <param name="cameras">Each read by a task of its own.</param>
    /// <param name="ticks">Paces the loop.</param>
    /// <param name="options">Broker, gate and publishing.</param>
    /// <exception cref="ArgumentException">Options or the robot's limits are out of range.</exception>
    public DriverHost(RobotModel robot, IArm arm, IHand hand, IReadOnlyList<ICamera> cameras, ITickSource ticks, DriverHostOptions options)
    {
        _robot = robot;
        _ticks = ticks;
        _options = options;
        _cameras = cameras;
        _topics = new Topics(robot.Name);
        Loop = new DriverLoop(robot, arm, hand, ticks, options.Gate, options.Loop);
        _link = new MqttLink(
            options.Broker, $"dexgrasp-driver-{robot.Name}", (_topics.Status, EventJson.Write(StatusMessage.Offline(robot.Name))));
        _publisher = new HostPublisher(_link, _topics, Loop, Statistics, options, ticks.Period, [.. cameras.Select(c => c.Name)], _faults);
        _link.Connected = _publisher.PublishStatusAsync;
        var commands = new CommandReceiver(Loop, robot.Name);
        _link.Subscribe(_topics.Chunk, commands.OnChunk);
        _link.Subscribe(_topics.Stop, commands.OnStop);
        _link.Subscribe(_topics.Arm, commands.OnArm);
        _link.Subscribe(_topics.Reset, commands.OnReset);
    }

    /// <summary>Gets the loop. After <see cref="StartAsync"/> only its "any thread" members may be used.</summary>
    public DriverLoop Loop { get; }

    /// <summary>Gets how regular the loop is.</summary>
    public LoopStatistics Statistics { get; } = new();

    /// <summary>Gets whether the loop thread got real-time scheduling.</summary>
    public bool IsRealTime { get; private set; }

    /// <summary>Gets the end of the loop thread; faulted if the tick source failed.</summary>
    public Task Completion => _finished.Task;

    /// <summary>Connects to the broker and starts the loop, disarmed.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BrokerException">The broker cannot be reached.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _link.StartAsync(cancellationToken).ConfigureAwait(false);
        _thread = new Thread(RunLoop) { Name = "dexgrasp-loop", Priority = ThreadPriority.Highest, IsBackground = true };
        _thread.Start();
        _publishing.Add(Task.Run(() => _publisher.PublishStatesAsync(_end.Token), CancellationToken.None));
        _publishing.Add(Task.Run(() => _publisher.PublishEventsAsync(_end.Token), CancellationToken.None));
        foreach (ICamera camera in _cameras)
            _publishing.Add(Task.Run(() => _publisher.PublishFramesAsync(camera, _end.Token), CancellationToken.None));
    }

    /// <summary>Brings the robot to a controlled stop, ends the loop, says "offline" and disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_thread is not null)
            await StopRobotAsync().ConfigureAwait(false);
        await _end.CancelAsync().ConfigureAwait(false);
        if (_thread is null)
            _finished.TrySetResult();
        await Task.WhenAny(_finished.Task, Task.Delay(StopPatience, TimeProvider.System)).ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(_publishing), Task.Delay(StopPatience, TimeProvider.System)).ConfigureAwait(false);
        await _link.PublishAsync(_topics.Status, EventJson.Write(StatusMessage.Offline(_robot.Name)), CancellationToken.None).ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task StopRobotAsync()
    {
        long waitingSince = Stopwatch.GetTimestamp();
        bool isAsked = false;
        while (!_finished.Task.IsCompleted && _publisher.Mode is not (GateMode.Disarmed or GateMode.Latched) && Stopwatch.GetElapsedTime(waitingSince) < StopPatience)
        {
            if (!isAsked)
                Loop.RequestStop("the driver host is shutting down.");
            isAsked = true;
            await Task.Delay(IdlePause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    // One owned thread. Per tick: no await, lock, log or allocation.
    private void RunLoop()
    {
        try
        {
            if (_ticks is RealTimeTickSource && _options.RealTimePriority > 0)
                IsRealTime = RealTimeClock.TrySetFifo(_options.RealTimePriority);
            long last = 0;
            while (_ticks.WaitForNextTick(_end.Token))
            {
                long start = Stopwatch.GetTimestamp();
                if (last != 0)
                    Statistics.Periods.Record(Stopwatch.GetElapsedTime(last, start));
                last = start;
                Loop.Tick();
                Statistics.Work.Record(Stopwatch.GetElapsedTime(start));
            }

            _finished.TrySetResult();
        }
        catch (Exception e) when (_end.IsCancellationRequested && e is OperationCanceledException)
        {
            _finished.TrySetResult();
        }
        catch (Exception e)
        {
            _faults.Enqueue(new FaultMessage(_ticks.Now.TotalSeconds, "driver loop", $"The loop ended: {e.Message} The robot gets no more commands; restart the driver host."));
            _finished.TrySetException(e);
        }
    }
}
