using System.Diagnostics;
using System.Threading.Channels;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Drivers.Link;

/// <summary>
/// The robot over MQTT. All times are the driver host's and are never compared with this process's clock; only waiting is
/// measured by the wall clock.
/// </summary>
public sealed partial class MqttRobotLink : IRobotLink
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SmallDemand = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan MessagePatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ArrivalPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan BrakingTime = TimeSpan.FromSeconds(1);

    private readonly MqttRobotLinkOptions _options;
    private readonly Topics _topics;
    private readonly MqttLink _link;
    private readonly ObservationBuffer _buffer = new();
    private readonly FrameWorker? _worker;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile GateEventMessage? _denial;
    private volatile GateEventMessage? _refusal;
    private volatile StatusMessage? _status;
    private Guid _lease;
    private long _sequence;
    private long _refused;
    private long _unreadable;
    private TimeSpan _demanded;
    private TimeSpan _picturesFrom;

    private MqttRobotLink(MqttRobotLinkOptions options)
    {
        _options = options;
        _topics = new Topics(options.Robot);
        _link = new MqttLink(options.Broker, $"dexgrasp-{options.Client}-{Guid.NewGuid():N}");
        _worker = options.OnFrame is null ? null : new FrameWorker(options.OnFrame);
        _link.Subscribe(_topics.State, OnState);
        _link.Subscribe(_topics.GateEvent, OnGateEvent);
        _link.Subscribe(_topics.Status, m => _status = EventJson.TryRead<StatusMessage>(m.Payload) ?? _status);
        foreach (string camera in new[] { ObservationBuffer.Head, ObservationBuffer.Wrist }.Concat(options.FurtherCameras).Distinct())
            _link.Subscribe(_topics.Camera(camera), OnFrame);
        if (options.OnFault is not null)
            _link.Subscribe(_topics.FaultEvent, OnFault);
        if (options.OnGoal is not null)
            _link.Subscribe(_topics.Goal, OnGoal);
    }

    /// <summary>Gets the newest state; null before the first.</summary>
    public RobotState? State => _buffer.Newest;

    /// <summary>Gets the driver host's newest status; null before the first.</summary>
    public StatusMessage? Status => _status;

    /// <summary>Gets how many chunks of this link the gate refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Gets why the newest refused chunk was refused, in words; null when none was.</summary>
    public string? LastRefusal => _refusal?.Words;

    /// <summary>Gets how many states, pictures and goals were dropped because they could not be read.</summary>
    public long Unreadable => Interlocked.Read(ref _unreadable);

    /// <summary>Connects to the broker; the driver host may come later.</summary>
    /// <param name="options">Broker, robot and who is told what.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BrokerException">The broker cannot be reached.</exception>
    public static async Task<MqttRobotLink> ConnectAsync(MqttRobotLinkOptions options, CancellationToken cancellationToken)
    {
        var link = new MqttRobotLink(options);
        try
        {
            await link._link.StartAsync(cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task ArmAsync(CancellationToken cancellationToken)
    {
        // Who does one task after another keeps the lease, and with it the count of its commands.
        if (_lease != Guid.Empty && State is { Mode: GateMode.Armed } armed && armed.Lease == _lease)
            return;
        Guid lease = Guid.NewGuid();
        byte[] request = CommandCodec.Write(new ArmRequest(_options.Robot, lease, _options.Client, _options.OperatorToken));
        long start = Stopwatch.GetTimestamp();
        while (State?.Lease != lease)
        {
            if (_denial is { } denial && denial.Lease == lease.ToString())
                throw new InvalidOperationException($"The driver host of '{_options.Robot}' did not arm: {denial.Words}");
            if (Stopwatch.GetElapsedTime(start) > _options.AnswerTimeout)
                throw new InvalidOperationException($"The driver host of '{_options.Robot}' did not confirm arming within {_options.AnswerTimeout.TotalSeconds:0.#} s. {WhatIsKnown()}");
            await DeliverAsync(_topics.Arm, request, cancellationToken).ConfigureAwait(false);
            DemandMore(SmallDemand);
            await WaitForAsync(() => State?.Lease == lease || _denial?.Lease == lease.ToString(), RepeatEvery, cancellationToken).ConfigureAwait(false);
        }

        (_lease, _sequence) = (lease, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">Nothing that new came in time; the message says what was missing.</exception>
    public async Task<Observation> ObserveAsync(TimeSpan notBefore, bool looks, CancellationToken cancellationToken)
    {
        TimeSpan picturesNotBefore = looks ? notBefore : TimeSpan.MinValue;
        DemandObservation(notBefore, looks || !_buffer.HasPictures);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            string missing = "the end of the granted time";
            if (IsAtRest && _buffer.TryBuild(notBefore, picturesNotBefore, out missing) is { } observation)
                return observation;
            if (Stopwatch.GetElapsedTime(start) > _options.ObserveTimeout)
                throw new TimeoutException($"No observation from {notBefore.TotalSeconds:0.00} s on came within {_options.ObserveTimeout.TotalSeconds:0.#} s: {missing} missing. {WhatIsKnown()}");

            // The time that was granted is over and something is missing: a message was lost.
            if (!await WaitForNewsAsync(MessagePatience, cancellationToken).ConfigureAwait(false) && IsAtRest)
                DemandMore(SmallDemand);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The lease was not taken.</exception>
    /// <exception cref="BrokerException">There is no connection; the robot comes to a stop by itself.</exception>
    /// <remarks>Valid-for is the chunk's length plus <see cref="MqttRobotLinkOptions.ValidBeyondEnd"/>. Where time goes on only as far as it is let, the chunk is judged <see cref="MqttRobotLinkOptions.ThinkingTime"/> and a tick after its observation, and this waits for the judgement.</remarks>
    public async Task SendAsync(ActionChunk chunk, string controller, CancellationToken cancellationToken)
    {
        if (_lease == Guid.Empty)
            throw new InvalidOperationException("No lease is held; arm first.");
        cancellationToken.ThrowIfCancellationRequested();
        long sequence = ++_sequence;
        var header = new CommandHeader(
            CommandHeader.CurrentVersion, _options.Robot, _lease, sequence, chunk.ObservedAt,
            (chunk.Steps * TimeSpan.FromSeconds(ActionChunk.PeriodS)) + _options.ValidBeyondEnd, controller);
        await LetPassAsync(chunk.ObservedAt + _options.ThinkingTime, cancellationToken).ConfigureAwait(false);
        if (!await DeliverAsync(_topics.Chunk, CommandCodec.Write(header, chunk), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BrokerException($"The connection to the broker at {_options.Broker} is down; chunk {sequence} was not sent. The robot comes to a stop by itself. Check the broker, then reset and arm again.");
        }

        if (_options.Pace is null)
            return;
        DemandMore(SmallDemand);
        await WaitForAsync(
            () => State is { } s && (s.LastSequence >= sequence || s.Lease != _lease) || _refusal?.Sequence >= sequence,
            MessagePatience, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The driver host did not confirm: use the emergency stop.</exception>
    public async Task StopAsync(string reason, CancellationToken cancellationToken)
    {
        byte[] request = CommandCodec.Write(new StopRequest(_options.Robot, reason));
        long start = Stopwatch.GetTimestamp(), numberBefore = State?.Number ?? 0;
        while (!IsStopped(numberBefore))
        {
            if (Stopwatch.GetElapsedTime(start) > _options.AnswerTimeout)
                throw new InvalidOperationException($"The driver host of '{_options.Robot}' did not confirm the stop within {_options.AnswerTimeout.TotalSeconds:0.#} s: use the emergency stop. {WhatIsKnown()}");
            await DeliverAsync(_topics.Stop, request, cancellationToken).ConfigureAwait(false);
            DemandMore(BrakingTime);
            await WaitForAsync(() => IsStopped(numberBefore), RepeatEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes a decision of the planner on event/plan.</summary>
    /// <param name="message">What was decided or said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task PublishPlanAsync(PlanMessage message, CancellationToken cancellationToken) =>
        _link.PublishAsync(_topics.PlanEvent, EventJson.Write(message), cancellationToken);

    /// <summary>Gives the lease back, or asks for a stop if the robot still moves, and disconnects.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lease != Guid.Empty && State is { } state && state.Lease == _lease)
        {
            (Topic topic, byte[] request) = state.Mode == GateMode.Armed
                ? (_topics.Arm, CommandCodec.Write(new ArmRequest(_options.Robot, _lease, _options.Client, _options.OperatorToken, Release: true)))
                : (_topics.Stop, CommandCodec.Write(new StopRequest(_options.Robot, $"{_options.Client} left while the robot was moving.")));
            await DeliverAsync(topic, request, CancellationToken.None).ConfigureAwait(false);
            DemandMore(BrakingTime);
        }

        await _link.DisposeAsync().ConfigureAwait(false);
        if (_worker is not null)
            await _worker.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsStopped(long numberBefore) => State is { } state && state.Number != numberBefore && state.Mode is GateMode.Latched;

    private async Task WaitForAsync(Func<bool> condition, TimeSpan atMost, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan left = atMost;
        while (!condition() && left > TimeSpan.Zero)
        {
            await WaitForNewsAsync(left, cancellationToken).ConfigureAwait(false);
            left = atMost - Stopwatch.GetElapsedTime(start);
        }
    }

    private async Task<bool> WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(atMost);
        try
        {
            return await _news.Reader.ReadAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private string WhatIsKnown() =>
        !_link.IsConnected ? $"The connection to the broker at {_options.Broker} is down."
        : _status is null ? $"No driver host of robot '{_options.Robot}' was seen at {_options.Broker}; start one, or check the robot's name."
        : _status.Status != "online" ? $"The driver host of robot '{_options.Robot}' is {_status.Status}; start it."
        : State is null ? "The driver host is online but no state came."
        : $"The driver host is online in mode {State.Mode}; its newest state is from {State.At.TotalSeconds:0.00} s.";
}
