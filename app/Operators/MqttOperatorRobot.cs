using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>A robot over MQTT. Pictures come over a connection of their own, so that no stop waits behind them.</summary>
internal sealed class MqttOperatorRobot : IOperatorRobot, IAsyncDisposable
{
    // A broker that is slow to confirm one stop must not hold up the next.
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(100);
    private readonly MqttLink _link;
    private readonly Topics _topics;
    private readonly BrokerAddress _broker;
    private readonly RobotModel _robot;
    private readonly string _token;
    private readonly IObjectVotes? _votes;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GateMode? _mode;

    private MqttOperatorRobot(BrokerAddress broker, RobotModel robot, string token, IObjectVotes? votes)
    {
        (_broker, _robot, _token, _votes, _topics) = (broker, robot, token, votes, new Topics(robot.Name));
        _link = new MqttLink(broker, $"dexgrasp-operator-{Guid.NewGuid():N}");
        _link.Subscribe(_topics.State, OnState);
        _link.Subscribe(_topics.Status, OnStatus);
        _link.Subscribe(_topics.PlanEvent, OnPlan);
        _link.Subscribe(_topics.GateEvent, OnGate);
        _link.Subscribe(_topics.FaultEvent, m => Warn(EventJson.TryRead<FaultMessage>(m.Payload) is { } fault ? $"fault in {fault.Source}: {fault.Words}" : null));
    }

    /// <inheritdoc/>
    public GateMode? Mode
    {
        get
        {
            lock (_lock)
                return _mode;
        }
    }

    /// <inheritdoc/>
    public Action? ModeChanged { get; set; }

    /// <inheritdoc/>
    public Action<PlanNews>? Told { get; set; }

    /// <inheritdoc/>
    public Action<string>? Warned { get; set; }

    /// <summary>Connects to the broker; driver host and run process may come later.</summary>
    /// <param name="broker">Where it listens.</param>
    /// <param name="robot">Whose topics are used.</param>
    /// <param name="token">The operator's token; empty for none, and then a stop cannot be cleared from here.</param>
    /// <param name="votes">What tells objects apart; null where nobody looks.</param>
    /// <param name="end">Ends the attempt.</param>
    /// <exception cref="BrokerException">The broker cannot be reached.</exception>
    public static async Task<MqttOperatorRobot> ConnectAsync(BrokerAddress broker, RobotModel robot, string token, IObjectVotes? votes, CancellationToken end)
    {
        var made = new MqttOperatorRobot(broker, robot, token, votes);
        try
        {
            await made._link.StartAsync(end).ConfigureAwait(false);
            return made;
        }
        catch
        {
            await made.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> SendStopAsync(string reason, CancellationToken end)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
        patience.CancelAfter(StopPatience);
        return await _link.PublishAsync(_topics.Stop, CommandCodec.Write(new StopRequest(_robot.Name, reason)), patience.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> SendGoalAsync(string words, CancellationToken end) => _link.PublishAsync(_topics.Goal, CommandCodec.Write(new GoalRequest(_robot.Name, words)), end);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no token.</exception>
    public Task<bool> SendResetAsync(CancellationToken end) => _token.Length > 0
        ? _link.PublishAsync(_topics.Reset, CommandCodec.Write(new ResetRequest(_robot.Name, _token)), end)
        : throw new InvalidOperationException("There is no operator's token, so that the stop cannot be cleared from here: start again with the file that holds it (--help names the option). The robot stays stopped.");

    /// <inheritdoc/>
    public async Task<(string Words, IReadOnlyList<string> Labels)> LookAsync(CancellationToken end)
    {
        if (_votes is null || Mode is null)
            throw new InvalidOperationException("No driver host answers, so that there are no pictures to look at.");
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(new MqttRobotLinkOptions { Broker = _broker, Robot = _robot.Name, Client = "operator" }, end).ConfigureAwait(false);
        Observation seen = await link.ObserveAsync(TimeSpan.Zero, end).ConfigureAwait(false);
        SceneView view = new EmbeddedPlanner(Workcell.Reference, _robot, _votes).Look(seen);
        return (view.Describe(), [.. view.Objects.Select(o => o.Label)]);
    }

    /// <summary>Waits until the driver host has said something, or for so long.</summary>
    public async Task WaitForStateAsync(TimeSpan longest, CancellationToken end)
    {
        try
        {
            await _heard.Task.WaitAsync(longest, TimeProvider.System, end).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The dialogue tells whoever asks for something that nobody is there.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private void OnState(MqttMessage message)
    {
        if (StateCodec.TryRead(message.Payload, _robot.Name, out RobotState? state, out _))
            Set(state.Mode);
    }

    // The will is what tells that a driver host is gone: states only stop coming.
    private void OnStatus(MqttMessage message)
    {
        if (EventJson.TryRead<StatusMessage>(message.Payload) is { Status: "offline" })
            Set(null);
    }

    private void Set(GateMode? mode)
    {
        lock (_lock)
        {
            if (_mode == mode)
                return;
            _mode = mode;
        }

        ModeChanged?.Invoke();
        _heard.TrySetResult();
    }

    private void OnPlan(MqttMessage message)
    {
        if (EventJson.TryRead<PlanMessage>(message.Payload) is { Kind: not null, Words: not null } plan)
            Told?.Invoke(new PlanNews(plan.Kind, plan.Words, plan.State, plan.Task, plan.Placed));
    }

    private void OnGate(MqttMessage message)
    {
        if (EventJson.TryRead<GateEventMessage>(message.Payload) is { Kind: "denied" } denied)
            Warn($"denied: {denied.Words}");
    }

    private void Warn(string? words)
    {
        if (words is not null)
            Warned?.Invoke(words);
    }
}
