using System.Net;
using DexGrasp.App.Cli;
using DexGrasp.App.Operators;
using DexGrasp.Controller.Perception;
using DexGrasp.Drivers.Mqtt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace DexGrasp.App.WebConsole;

/// <summary>The web console of one robot: MQTT on one side, browsers on the other.</summary>
internal sealed class ConsoleServer : IAsyncDisposable
{
    private const int ChecksPerBeat = 4;
    private static readonly string[] Shown = ["head", "wrist"];
    private static readonly TimeSpan HealthPeriod = TimeSpan.FromMilliseconds(250);

    private readonly MqttLink _link;
    private readonly MqttOperatorRobot _robot;
    private readonly ConsoleDialogue _dialogue;
    private readonly WebApplication _web;
    private readonly TokenGate _gate;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    private ConsoleServer(MqttLink link, MqttOperatorRobot robot, ConsoleDialogue dialogue, WebApplication web, TokenGate gate, RobotFeed feed, ConsoleHub hub)
    {
        (_link, _robot, _dialogue) = (link, robot, dialogue);
        _web = web;
        _gate = gate;
        _watching = WatchAsync(feed, hub);
    }

    /// <summary>Gets where the console is, with the port it got.</summary>
    public Uri Url => new(_web.Urls.First());

    /// <summary>Connects to the broker and starts to serve; the robot may come later.</summary>
    /// <param name="options">What to show, and to whom.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="BrokerException">The broker cannot be reached.</exception>
    /// <exception cref="UserErrorException">It would be open to the network without a token, or the port is taken.</exception>
    public static async Task<ConsoleServer> StartAsync(ConsoleOptions options, CancellationToken cancellationToken)
    {
        if (!IPAddress.IsLoopback(options.Listen) && options.Token is null)
            throw new UserErrorException($"--listen {options.Listen} opens the console to the network; without a token anybody could move the robot. Nothing was started.", "Add --token-file FILE.");
        var topics = new Topics(options.Robot.Name);
        var link = new MqttLink(options.Broker, $"dexgrasp-console-{Guid.NewGuid():N}");
        var hub = new ConsoleHub(Shown.Length);
        var feed = new RobotFeed(link, topics, Shown, hub);

        // What is asked of the robot has a connection of its own, so that no stop waits behind pictures.
        MqttOperatorRobot robot = await MqttOperatorRobot.ConnectAsync(options.Broker, options.Robot, options.OperatorToken, PartitionModel.BuiltIn, cancellationToken).ConfigureAwait(false);
        var dialogue = new ConsoleDialogue(robot, hub.Tell, hub.Tell);
        var gate = new TokenGate(options.Token);
        WebApplication web = Build(options);
        var guard = new RequestGuard(options);
        var endpoints = new ConsoleEndpoints(
            options, hub, RobotView.Of(options.Robot, options.Cell, Shown), dialogue, gate, new PageFiles(), new RecordingLibrary(options.Recordings), web.Lifetime.ApplicationStopping);
        web.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(2), KeepAliveTimeout = TimeSpan.FromSeconds(10) });
        web.Use(next => context => guard.InvokeAsync(context, next));
        web.Use(next => context => endpoints.InvokeAsync(context, next));
        endpoints.Map(web);
        try
        {
            await link.StartAsync(cancellationToken).ConfigureAwait(false);
            await web.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ConsoleServer(link, robot, dialogue, web, gate, feed, hub);
        }
        catch (Exception e)
        {
            await dialogue.DisposeAsync().ConfigureAwait(false);
            await robot.DisposeAsync().ConfigureAwait(false);
            await link.DisposeAsync().ConfigureAwait(false);
            await web.DisposeAsync().ConfigureAwait(false);
            gate.Dispose();
            if (e is IOException { InnerException: AddressInUseException })
                throw new UserErrorException($"Port {options.Port} on {options.Listen} is in use by another program; the console was not started.", "Choose another with --port; 0 takes a free one.", ExitCode.Failure, e);
            throw;
        }
    }

    /// <summary>Lets all browsers go and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await _web.StopAsync(patience.Token).ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
        await _dialogue.DisposeAsync().ConfigureAwait(false);
        await _robot.DisposeAsync().ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
        _end.Dispose();
    }

    private static WebApplication Build(ConsoleOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dexgrasp", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 256;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(options.Listen, options.Port);
        });
        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private async Task WatchAsync(RobotFeed feed, ConsoleHub hub)
    {
        try
        {
            for (int i = 0; ; i++)
            {
                hub.Tell(feed.Health(_link.IsConnected));
                if (i % ChecksPerBeat == 0)
                    hub.Beat();
                await Task.Delay(HealthPeriod, TimeProvider.System, _end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }
    }
}
