using DexGrasp.App.Grasping;
using DexGrasp.App.Policies;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Operators;

/// <summary>A simulated robot with driver host, broker and run process, all in this process, for an operator to try.</summary>
internal sealed class SimulatedOperation : IAsyncDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedStation _station;
    private readonly MqttRobotLink _link;
    private readonly TaskQueue _tasks;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    private SimulatedOperation(SimulatedWorld world, SimulatedStation station, MqttRobotLink link, TaskQueue tasks)
    {
        (_world, _station, _link, _tasks) = (world, station, link, tasks);
        var runner = new TaskRunner(
            link, new EmbeddedPlanner(Workcell.Reference, world.Robot, PartitionModel.BuiltIn),
            PolicyChoice.CreateController(world.Robot, Workcell.Reference, null, new LearnedControllerOptions()), GraspLoopOptions.Reference);
        _running = RunAsync(runner);
    }

    /// <summary>Gets where the broker listens.</summary>
    public BrokerAddress Broker => _station.Broker;

    /// <summary>Starts everything.</summary>
    /// <param name="seed">Of the scene.</param>
    /// <param name="count">Objects on the table.</param>
    /// <param name="token">The operator's token.</param>
    /// <param name="end">Ends the attempt.</param>
    public static async Task<SimulatedOperation> StartAsync(int seed, int count, string token, CancellationToken end)
    {
        SceneInput input = SceneInput.Load(SceneInput.TrainingSet, "default");
        SimulatedWorld world = new SceneFactory().Make(input.Scene.WithCount(count), input.Objects, seed).CreateWorld();
        SimulatedStation? station = null;
        var tasks = new TaskQueue();
        try
        {
            station = await SimulatedStation.StartAsync(world, SimulationPace.Real, null, port: 0, seed, TimeSpan.MaxValue, end, token).ConfigureAwait(false);
            MqttRobotLink link = await MqttRobotLink.ConnectAsync(
                new MqttRobotLinkOptions
                {
                    Broker = station.Broker,
                    Robot = world.Robot.Name,
                    OnGoal = goal =>
                    {
                        if (goal.Words is { } words)
                            tasks.Put(words);
                    },
                },
                end).ConfigureAwait(false);
            return new SimulatedOperation(world, station, link, tasks);
        }
        catch
        {
            if (station is not null)
                await station.DisposeAsync().ConfigureAwait(false);
            tasks.Dispose();
            world.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        await _station.DisposeAsync().ConfigureAwait(false);
        _tasks.Dispose();
        _world.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync(TaskRunner runner)
    {
        try
        {
            await runner.DoAllAsync(_tasks, null, _end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }
    }
}
