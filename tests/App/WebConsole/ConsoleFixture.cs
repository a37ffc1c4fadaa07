using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.App.WebConsole;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <summary>One simulated robot with its console for all tests of a class.</summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    // Enough for the planner, and little for the machine.
    private const int PictureRateHz = 5;
    private readonly TemporaryFolder _folder = new();
    private SimulatedRun? _simulation;
    private ConsoleServer? _server;
    private ConsoleBrowser? _browser;

    /// <summary>Gets where the console is.</summary>
    public Uri Url => _server!.Url;

    /// <summary>Gets where the robot's broker listens.</summary>
    internal BrokerAddress Broker => _simulation!.Broker;

    /// <summary>Gets what takes a lease over and clears a latch.</summary>
    internal string OperatorToken => _simulation!.OperatorToken;

    /// <summary>Gets the folder of recordings.</summary>
    public string Recordings => _folder.Folder;

    /// <summary>Returns the browser that the tests of a class share, with the page loaded anew, in English and in its usual size.</summary>
    internal async Task<ConsoleBrowser> BrowserAsync()
    {
        _browser ??= await ConsoleBrowser.OpenAsync(Url);
        _browser.Resize(1280, 900);
        _browser.Run<object?>("localStorage.setItem('dexgrasp-language', 'en'); return null");
        await _browser.ReloadAsync();
        return _browser;
    }

    public async ValueTask InitializeAsync()
    {
        SceneInput input = SceneInput.Load("train", "default");
        SettledScene scene = new SceneFactory().Make(input.Scene.WithCount(1), input.Objects, 3);
        PolicyChoice policy = PolicyChoice.Read(GraspSuite.Classical, Rm75.Model, GraspSuite.Classical);
        _simulation = await SimulatedRun.StartAsync(scene, policy, PictureRateHz, CancellationToken.None);
        _server = await ConsoleServer.StartAsync(
            new ConsoleOptions
            {
                Broker = _simulation.Broker,
                Robot = Rm75.Model,
                Port = 0,
                OperatorToken = _simulation.OperatorToken,
                Recordings = Recordings,
                Cell = _simulation.World.Workcell,
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_simulation is not null)
            await _simulation.DisposeAsync();
        _folder.Dispose();
    }
}
