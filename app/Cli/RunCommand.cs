using System.CommandLine;
using System.Threading.Channels;
using DexGrasp.App.Demo;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Grasping;
using DexGrasp.App.Policies;
using DexGrasp.App.Robots;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp run</c>: planner and controller of a robot whose driver host runs elsewhere.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<string> robot = SharedOptions.Robot();
        Option<string?> broker = SharedOptions.Broker("the robot card's is used");
        Option<string> policy = SharedOptions.Policy(GraspSuite.Classical, PolicyChoice.Learned);
        Option<string?> tracker = SharedOptions.Tracker();
        var prompt = new Option<string?>("--prompt") { Description = "what to do, in your own words; without it goals are taken from MQTT until Ctrl+C", HelpName = "TEXT" };
        var command = new Command("run", "planner and controller: take words, watch the cameras, send chunks to a driver host") { robot, broker, policy, tracker, prompt };
        command.SetAction(async (parsed, stop) =>
        {
            RobotCard card = RobotCard.Load(parsed.GetValue(robot)!);
            PolicyChoice choice = PolicyChoice.Read(parsed.GetValue(policy)!, card.Robot, GraspSuite.Classical, PolicyChoice.Learned);
            using PolicyModel? model = choice.LoadModel();
            var inference = new InferenceChoice(Tracker: TrackerChoice.Read(parsed.GetValue(tracker)));
            inference.CheckFits(choice);
            IGraspController controller = PolicyChoice.CreateController(card.Robot, Workcell.Reference, model, inference.Apply(new LearnedControllerOptions()));
            TextWriter output = parsed.InvocationConfiguration.Output;
            Channel<string> goals = Channel.CreateBounded<string>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropWrite });
            void Take(GoalRequest goal)
            {
                if (goal.Words is { } words)
                    goals.Writer.TryWrite(words);
            }

            await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
                new MqttRobotLinkOptions
                {
                    Broker = SharedOptions.ParseBroker(parsed.GetValue(broker)) ?? card.Address,
                    Robot = card.Robot.Name,
                    OnGoal = Take,
                    OnFault = fault => output.WriteLine($"fault: {fault.Words}"),
                },
                stop);
            if (parsed.GetValue(prompt) is { } words)
                return ExitCodeOf((await DoAsync(link, card.Robot, controller, model is not null, words, output, stop)).End);
            output.WriteLine("waiting for goals on MQTT; Ctrl+C ends");
            await foreach (string goal in goals.Reader.ReadAllAsync(stop))
                await DoAsync(link, card.Robot, controller, model is not null, goal, output, stop);
            return ExitCode.Success;
        });
        return command;
    }

    internal static int ExitCodeOf(GraspLoopState end) => end switch
    {
        GraspLoopState.Finished => ExitCode.Success,
        GraspLoopState.NotFound or GraspLoopState.Refused => ExitCode.BadInput,
        GraspLoopState.Stopped => ExitCode.Cancelled,
        _ => ExitCode.Failure,
    };

    private static async Task<GraspLoopResult> DoAsync(MqttRobotLink link, RobotModel robot, IGraspController controller, bool thinksAhead, string words, TextWriter output, CancellationToken stop)
    {
        var loop = new GraspLoop(
            link, new EmbeddedPlanner(Workcell.Reference, robot, PartitionModel.BuiltIn), controller,
            GraspLoopOptions.Reference with { ThinksAhead = thinksAhead }, new SpokenObserver(output));
        GraspLoopResult ended = await loop.RunAsync(words, stop);
        output.WriteLine($"{ended.End}: {ended.Placed} placed in {ended.Attempts} grasps; {ended.Words}");
        return ended;
    }
}
