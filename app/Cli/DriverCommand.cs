using System.CommandLine;
using DexGrasp.App.Robots;
using DexGrasp.App.Simulation;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp driver</c>: the process beside the robot, and the only one that writes to it.</summary>
internal static class DriverCommand
{
    public static Command Create()
    {
        Option<string> robot = SharedOptions.Robot();
        Option<string?> broker = SharedOptions.Broker("an embedded one runs");
        Option<int> port = SharedOptions.Ranged("--port", 1883, 0, 65535, "port of the embedded broker; 0 takes a free one", "N");
        Option<int> seed = SharedOptions.Seed(), count = SharedOptions.Ranged("--count", 5, 1, Density.MaxObjects, "objects on the simulated table", "N");
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        var token = new Option<FileInfo?>("--token-file") { Description = "file with the operator's token, which clears a stop; without it only a restart does", HelpName = "FILE" };
        var command = new Command("driver", "the process beside the robot: fast loop, safety gate, cameras, watchdogs; runs until Ctrl+C")
        {
            robot, broker, port, seed, count, objects, scene, token,
        };
        command.SetAction(async (parsed, stop) =>
        {
            RobotCard card = RobotCard.Load(parsed.GetValue(robot)!);
            BrokerAddress? address = SharedOptions.ParseBroker(parsed.GetValue(broker));
            string set = SharedOptions.Given(parsed, objects) ?? (card.Stands == WorkcellFurniture.Board ? SceneInput.FlatSet : SceneInput.TrainingSet);
            SceneInput input = SceneInput.Load(set, parsed.GetValue(scene)!);
            using SimulatedWorld world = new SceneFactory()
                .Make(input.Scene.WithCount(parsed.GetValue(count)) with { Furniture = card.Stands }, input.Objects, parsed.GetValue(seed)).CreateWorld();
            await using SimulatedStation station = await SimulatedStation.StartAsync(
                world, SimulationPace.Real, address, parsed.GetValue(port), parsed.GetValue(seed), TimeSpan.MaxValue, stop, parsed.GetValue(token) is { } file ? TokenFile.Read("--token-file", file) : "");
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{card.Robot.Name} ({card.Device}) on MQTT at {station.Broker}, topics dexgrasp/v1/{card.Robot.Name}/...; Ctrl+C stops the robot and ends.");
            await Task.WhenAny(station.Completion, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
            LoopTimes times = station.Statistics.Read();
            output.WriteLine($"{times.Ticks} ticks; period p50 {times.PeriodP50Ms:0.00} ms, p99 {times.PeriodP99Ms:0.00}, p99.9 {times.PeriodP999Ms:0.00}, longest {times.PeriodMaxMs:0.00}");
            await (station.Completion.IsFaulted ? station.Completion : Task.CompletedTask);
            return ExitCode.Success;
        });
        return command;
    }
}
