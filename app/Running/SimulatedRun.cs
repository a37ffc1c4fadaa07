using System.Security.Cryptography;
using DexGrasp.App.Grasping;
using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Running;

/// <summary>
/// A simulated robot with its run process, for a console or an operator with nothing else to start: at real pace, and reached over MQTT
/// alone as a real one would be.
/// </summary>
internal sealed class SimulatedRun : IAsyncDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedStation _station;
    private readonly MqttRobotLink _link;
    private readonly PolicyModel? _model;
    private readonly TaskQueue _tasks;
    private readonly Task _running;
    private readonly CancellationTokenSource _end = new();

    private SimulatedRun(SimulatedWorld world, SimulatedStation station, MqttRobotLink link, PolicyModel? model, TaskQueue tasks, string operatorToken, Workcell cell)
    {
        (_world, _station, _link, _model, _tasks) = (world, station, link, model, tasks);
        OperatorToken = operatorToken;
        var runner = new TaskRunner(
            link, new EmbeddedPlanner(cell, world.Robot, PartitionModel.BuiltIn), PolicyChoice.CreateController(world.Robot, cell, model),
            GraspLoopOptions.Reference with { ThinksAhead = model is not null });
        _running = Task.Run(() => runner.DoAllAsync(tasks, null, _end.Token), CancellationToken.None);
    }

    /// <summary>Gets where the broker listens.</summary>
    public BrokerAddress Broker => _station.Broker;

    /// <summary>Gets the token that clears a latch; made anew each time.</summary>
    public string OperatorToken { get; }

    /// <summary>Gets the end of the robot's loop or of the run process, whichever is first; faulted if it failed.</summary>
    public Task<Task> Completion => Task.WhenAny(_station.Completion, _running);

    /// <summary>Gets the world, for judging; nobody may touch it while this runs.</summary>
    public SimulatedWorld World => _world;

    /// <summary>Starts broker, robot and run process.</summary>
    /// <param name="scene">Objects on the table.</param>
    /// <param name="policy">What grasps.</param>
    /// <param name="pictureRateHz">Pictures a second of head and wrist camera. Unit: Hz.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<SimulatedRun> StartAsync(SettledScene scene, PolicyChoice policy, int pictureRateHz, CancellationToken cancellationToken)
    {
        // Pictures are what simulation costs most: nobody looks through the outside camera here.
        Workcell usual = scene.Scene.Cell, cell = usual with
        {
            Cameras = [.. usual.Cameras.Where(c => c.Name != "outside").Select(c => c with { RateHz = pictureRateHz })],
        };
        string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        SimulatedWorld world = scene.CreateWorld(cell: cell);
        SimulatedStation? station = null;
        try
        {
            station = await SimulatedStation.StartAsync(
                world, SimulationPace.Real, broker: null, port: 0, scene.Seed, TimeSpan.MaxValue, cancellationToken, token).ConfigureAwait(false);
            var tasks = new TaskQueue();
            var intake = new GoalIntake(tasks);
            MqttRobotLink link = await MqttRobotLink.ConnectAsync(
                new MqttRobotLinkOptions { Broker = station.Broker, Robot = world.Robot.Name, OnGoal = intake.Take }, cancellationToken).ConfigureAwait(false);
            intake.Serve(link);
            return new SimulatedRun(world, station, link, policy.LoadModel(), tasks, token, cell);
        }
        catch
        {
            if (station is not null)
                await station.DisposeAsync().ConfigureAwait(false);
            world.Dispose();
            throw;
        }
    }

    /// <summary>Stops the robot and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        try
        {
            await _running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end was asked for.
        }

        await _link.DisposeAsync().ConfigureAwait(false);
        await _station.DisposeAsync().ConfigureAwait(false);
        _model?.Dispose();
        _tasks.Dispose();
        _world.Dispose();
        _end.Dispose();
    }
}
