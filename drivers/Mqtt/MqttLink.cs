using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace DexGrasp.Drivers.Mqtt;

/// <summary>
/// A connection to a broker that comes back by itself. Every connection starts clean and nothing is queued while it is
/// down: what could not be sent in time is not sent late.
/// </summary>
/// <remarks>Handlers run one after the other on the connection's thread; a slow handler delays the next message. Publishing is thread-safe.</remarks>
public sealed class MqttLink : IAsyncDisposable
{
    // The library's 8 kB hold a picture up for a quarter of a second: the window closes and every refill waits for a delayed acknowledgement.
    private const int SocketBuffer = 1 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Dictionary<string, (int Qos, Action<MqttMessage> Handler)> _handlers = [];
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _lost = new(0);
    private readonly MqttClientOptions _options;
    private readonly BrokerAddress _broker;
    private Task _reconnecting = Task.CompletedTask;
    private long _connections;
    private long _failedHandlers;

    /// <summary>Makes a link; nothing is connected yet.</summary>
    /// <param name="broker">Where the broker listens.</param>
    /// <param name="clientId">Unique among the broker's clients; a second client of the same id throws the first out.</param>
    /// <param name="will">Message that the broker publishes when this client vanishes; null for none.</param>
    public MqttLink(BrokerAddress broker, string clientId, (Topic Topic, byte[] Payload)? will = null)
    {
        _broker = broker;
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500)
            .WithTcpServer(broker.Host, broker.Port)
            .WithClientId(clientId)
            .WithCleanStart()
            .WithSessionExpiryInterval(0)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(2))
            .WithTimeout(TimeSpan.FromSeconds(3));
        if (will is { } w)
            builder.WithWillTopic(w.Topic.Name).WithWillPayload(w.Payload).WithWillRetain(w.Topic.Retained)
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)w.Topic.Qos).WithWillDelayInterval(0);
        _options = builder.Build();
        ((MqttClientTcpOptions)_options.ChannelOptions).BufferSize = SocketBuffer;
        _client.ApplicationMessageReceivedAsync += OnMessageAsync;
        _client.DisconnectedAsync += _ =>
        {
            _lost.Release();
            return Task.CompletedTask;
        };
    }

    /// <summary>Gets whether the broker can be reached now.</summary>
    public bool IsConnected => _client.IsConnected;

    /// <summary>Gets how often a connection was made; more than 1 means that it was lost in between.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <summary>Gets how many messages were dropped because their handler threw.</summary>
    public long FailedHandlers => Interlocked.Read(ref _failedHandlers);

    /// <summary>Gets or sets what is done after each connection, before other messages are published; for a status, for example.</summary>
    public Func<CancellationToken, Task>? Connected { get; set; }

    /// <summary>Registers a handler for a topic; before <see cref="StartAsync"/> only.</summary>
    /// <param name="topic">An exact topic; no wildcards.</param>
    /// <param name="handler">Must not throw: a message whose handler throws is dropped and counted.</param>
    public void Subscribe(Topic topic, Action<MqttMessage> handler) => _handlers[topic.Name] = (topic.Qos, handler);

    /// <summary>Connects, subscribes, and from then on reconnects whenever the connection is lost.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BrokerException">The broker cannot be reached or refuses the client.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsConnectionFailure(e, cancellationToken))
        {
            throw new BrokerException($"No MQTT 5 broker answers at {_broker}: {Innermost(e).Message}. Start one there, give another address with --broker, or leave the option out to use the embedded broker.", e);
        }

        _reconnecting = Task.Run(ReconnectAsync, CancellationToken.None);
    }

    /// <summary>Publishes one message, or not at all: nothing is kept for later.</summary>
    /// <param name="topic">Where, and with what delivery.</param>
    /// <param name="payload">The bytes; not to be changed until the task ends.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there is no connection, or the wait was ended; with quality of service 1 the message may have arrived all the same.</returns>
    public async Task<bool> PublishAsync(Topic topic, byte[] payload, CancellationToken cancellationToken)
    {
        if (!_client.IsConnected)
            return false;
        var message = new MqttApplicationMessage
        {
            Topic = topic.Name,
            Payload = new ReadOnlySequence<byte>(payload),
            Retain = topic.Retained,
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)topic.Qos,
        };
        try
        {
            MqttClientPublishResult result = await _client.PublishAsync(message, cancellationToken).ConfigureAwait(false);
            return result.IsSuccess;
        }
        catch (Exception e) when (e is OperationCanceledException || IsConnectionFailure(e, cancellationToken))
        {
            return false;
        }
    }

    /// <summary>Disconnects; the broker does not publish the will.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _lost.Release();
        await _reconnecting.ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        _client.Dispose();
        _lost.Dispose();
        _end.Dispose();
    }

    private static bool IsConnectionFailure(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        MqttCommunicationException or MqttProtocolViolationException => true,
        TimeoutException or IOException or System.Net.Sockets.SocketException or ObjectDisposedException or InvalidOperationException => true,
        _ => false,
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        MqttClientConnectResult result = await _client.ConnectAsync(_options, cancellationToken).ConfigureAwait(false);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
            throw new MqttCommunicationException($"the broker answered {result.ResultCode}");

        try
        {
            await SubscribeAsync(cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _connections);
            if (Connected is not null)
                await Connected(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A connection that hears nothing is worse than none: the next attempt starts over.
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        if (_handlers.Count == 0)
            return;

        // Retain flags are kept on live messages too, so that a command sent as retained is seen for what it is.
        var subscription = new MqttClientSubscribeOptionsBuilder();
        foreach ((string topic, (int qos, _)) in _handlers)
            subscription.WithTopicFilter(f => f.WithTopic(topic).WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos).WithRetainAsPublished());
        MqttClientSubscribeResult result = await _client.SubscribeAsync(subscription.Build(), cancellationToken).ConfigureAwait(false);
        foreach (MqttClientSubscribeResultItem item in result.Items)
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
                throw new MqttCommunicationException($"the broker refused the subscription to {item.TopicFilter.Topic}: {item.ResultCode}");
    }

    private async Task CloseAsync()
    {
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions()).ConfigureAwait(false);
        }
        catch (Exception e) when (IsConnectionFailure(e, CancellationToken.None))
        {
            // Already gone.
        }
    }

    private async Task ReconnectAsync()
    {
        TimeSpan pause = FirstPause;
        while (!_end.IsCancellationRequested)
        {
            if (_client.IsConnected)
            {
                pause = FirstPause;
                await _lost.WaitAsync().ConfigureAwait(false);
                continue;
            }

            try
            {
                await Task.Delay(pause, TimeProvider.System, _end.Token).ConfigureAwait(false);
                await ConnectAsync(_end.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsConnectionFailure(e, _end.Token))
            {
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }
        }
    }

    private Task OnMessageAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        MqttApplicationMessage message = e.ApplicationMessage;
        if (!_handlers.TryGetValue(message.Topic, out (int Qos, Action<MqttMessage> Handler) entry))
            return Task.CompletedTask;
        try
        {
            entry.Handler(new MqttMessage(message.Topic, message.Payload, message.Retain));
        }
        catch (Exception)
        {
            // One bad message must not end the connection that carries the stop.
            Interlocked.Increment(ref _failedHandlers);
        }

        return Task.CompletedTask;
    }
}
