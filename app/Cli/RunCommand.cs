using System.CommandLine;
using DexGrasp.App.Demo;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Grasping;
using DexGrasp.App.Planning;
using DexGrasp.App.Policies;
using DexGrasp.App.Robots;
using DexGrasp.App.Running;
using DexGrasp.Controller;
using DexGrasp.Drivers.Link;
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
        var planners = new PlannerOptions();
        var command = new Command("run", "planner and controller: take words, watch the cameras, send chunks to a driver host") { robot, broker, policy, tracker, prompt };
        planners.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            RobotCard card = RobotCard.Load(parsed.GetValue(robot)!);
            PolicyChoice choice = PolicyChoice.Read(parsed.GetValue(policy)!, card.Robot, GraspSuite.Classical, PolicyChoice.Learned);
            var inference = new InferenceChoice(Tracker: TrackerChoice.Read(parsed.GetValue(tracker)));
            inference.CheckFits(choice);
            using var controller = new OwnedController(choice, card.Robot, card.Cell, inference.Apply(new LearnedControllerOptions()));
            TextWriter output = parsed.InvocationConfiguration.Output;
            PlannerChoice planning = planners.Read(parsed);
            using OwnedPlanner planner = planning.Create(card.Robot, card.Cell, output.WriteLine);
            using var tasks = new TaskQueue();
            var intake = new GoalIntake(tasks);
            await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
                new MqttRobotLinkOptions
                {
                    Broker = SharedOptions.ParseBroker(parsed.GetValue(broker)) ?? card.Address,
                    Robot = card.Robot.Name,
                    OnGoal = intake.Take,
                    OnFault = fault => output.WriteLine($"fault: {fault.Words}"),
                },
                stop);
            intake.Serve(link);
            var runner = new TaskRunner(
                link, planner.Planner, controller.Controller,
                GraspLoopOptions.Reference with { Robot = card.Robot, Cell = card.Cell, ThinksAhead = controller.ThinksAhead, LooksAgain = planning.AsksModel }, new SpokenObserver(output));
            if (parsed.GetValue(prompt) is { } words)
            {
                GraspLoopResult ended = await runner.DoAsync(words, stop);
                Tell(output, ended);
                return ExitCodeOf(ended.End);
            }

            output.WriteLine("waiting for goals on MQTT; Ctrl+C ends");
            await runner.DoAllAsync(tasks, ended => Tell(output, ended), stop);
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

    private static void Tell(TextWriter output, GraspLoopResult ended) =>
        output.WriteLine($"{ended.End}: {ended.Placed} placed in {ended.Attempts} grasps; {ended.Words}");
}
