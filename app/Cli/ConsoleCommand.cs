using System.CommandLine;
using System.Net;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using DexGrasp.App.Robots;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.App.WebConsole;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp console</c>: the web page for the operator.</summary>
internal static class ConsoleCommand
{
    public static Command Create()
    {
        Option<string> robot = SharedOptions.Robot(), objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<string?> broker = SharedOptions.Broker("the robot card's is used");
        var simulate = new Option<bool>("--simulate") { Description = "start a simulated robot with its planner in this process as well: nothing else has to run" };
        Option<int> seed = SharedOptions.Seed(), count = SharedOptions.Ranged("--count", 5, 1, Density.MaxObjects, "objects on the simulated table", "N");
        Option<int> rate = SharedOptions.Ranged("--picture-rate", 20, 1, 30, "pictures a second of each simulated camera", "N");
        Option<string> policy = SharedOptions.Policy(GraspSuite.Classical, PolicyChoice.Learned);
        Option<int> port = SharedOptions.Ranged("--port", 8080, 0, 65535, "port of the page; 0 takes a free one", "N");
        var listen = new Option<string>("--listen") { Description = "address to listen on; beyond this machine it needs --token-file", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var host = new Option<string[]>("--host") { Description = "a further name under which browsers reach the console, as behind a proxy", HelpName = "NAME" };
        var token = new Option<FileInfo?>("--token-file") { Description = "file whose first line browsers have to know", HelpName = "FILE" };
        var operatorToken = new Option<FileInfo?>("--operator-token-file") { Description = "file with the driver host's operator token; without it the console cannot reset", HelpName = "FILE" };
        var recordings = new Option<DirectoryInfo>("--recordings") { Description = "folder of recordings and reports to show", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out") };
        var command = new Command("console", "web page for the operator: live pictures, 3D view, plan, chat, STOP; runs until Ctrl+C")
        {
            robot, broker, simulate, seed, count, objects, scene, policy, rate, port, listen, host, token, operatorToken, recordings,
        };
        command.SetAction(async (parsed, stop) =>
        {
            RobotCard card = RobotCard.Load(parsed.GetValue(robot)!);
            var options = new ConsoleOptions
            {
                Robot = card.Robot,
                Broker = SharedOptions.ParseBroker(parsed.GetValue(broker)) ?? card.Address,
                Listen = ParseAddress(parsed.GetValue(listen)!),
                Port = parsed.GetValue(port),
                Hosts = parsed.GetValue(host) ?? [],
                Token = parsed.GetValue(token) is { } file ? TokenFile.Read("--token-file", file) : null,
                OperatorToken = parsed.GetValue(operatorToken) is { } secret ? TokenFile.Read("--operator-token-file", secret) : "",
                Recordings = parsed.GetValue(recordings)!.FullName,
            };
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (!parsed.GetValue(simulate))
                return await ServeAsync(options, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop), output, stop);
            if (parsed.GetValue(broker) is not null)
                throw new UserErrorException("--simulate brings a robot and a broker of its own; --broker names another robot's.", "Leave one of the two out.");
            PolicyChoice choice = PolicyChoice.Read(parsed.GetValue(policy)!, card.Robot, GraspSuite.Classical, PolicyChoice.Learned);
            SceneInput input = SceneInput.Load(parsed.GetValue(objects)!, parsed.GetValue(scene)!);
            SettledScene settled = new SceneFactory().Make(input.Scene.WithCount(parsed.GetValue(count)), input.Objects, parsed.GetValue(seed));
            await using SimulatedRun simulation = await SimulatedRun.StartAsync(settled, choice, parsed.GetValue(rate), stop);
            output.WriteLine($"simulated {card.Robot.Name} on MQTT at {simulation.Broker}; on the table: {string.Join(", ", simulation.World.Objects.Select(o => o.Name))}");
            return await ServeAsync(
                options with { Broker = simulation.Broker, OperatorToken = simulation.OperatorToken, Cell = simulation.World.Workcell }, simulation.Completion.Unwrap(), output, stop);
        });
        return command;
    }

    private static async Task<int> ServeAsync(ConsoleOptions options, Task robot, TextWriter output, CancellationToken stop)
    {
        await using ConsoleServer server = await ConsoleServer.StartAsync(options, stop);
        output.WriteLine($"console of {options.Robot.Name} at {server.Url}{(options.Token is null ? "" : " (asks for the token)")}; Ctrl+C ends");
        await Task.WhenAny(robot, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        await (robot.IsFaulted ? robot : Task.CompletedTask);
        return ExitCode.Success;
    }

    private static IPAddress ParseAddress(string text) => text == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(text, out IPAddress? address) ? address
        : throw new UserErrorException($"--listen {text} is no address.", "Examples: 127.0.0.1, 192.168.1.20, 0.0.0.0 for all of this machine's.");
}
