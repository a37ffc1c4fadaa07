using System.Diagnostics;
using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Grasping;
using DexGrasp.App.Planning;
using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Controller;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Planner;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Demo;

/// <summary>
/// The main job, end to end in simulation, in one process but over the same MQTT path as with a real robot: scene, broker,
/// driver host, planner, controller, grasp loop; then video, recording and report.
/// </summary>
public static class DemoRunner
{
    private static readonly TimeSpan WatchedPictureGap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StatePeriod = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a demo and writes demo.mp4, recording.jsonl and report.html.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="tell">Is told what happens, one sentence at a time.</param>
    /// <param name="stop">Stops the arm under control; the files are closed and readable.</param>
    /// <returns>How it ended, and whether the prompt was the reason.</returns>
    /// <exception cref="UserErrorException">The input is wrong or something is missing; nothing has moved.</exception>
    public static async Task<(DemoResult Result, GraspLoopState End)> RunAsync(DemoOptions options, Action<string> tell, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        SceneInput input = DemoScene.Load(options);
        PlannerChoice planning = options.Planner ?? PlannerChoice.Embedded;
        if (!planning.AsksModel)
            Refuse(options.Prompt);
        using OwnedPlanner planner = planning.Create(input.Scene.Robot, input.Scene.ApplyTo(input.Scene.Cell), tell);
        PolicyChoice policy = PolicyChoice.Read(options.Policy, Rm75.Model, GraspSuite.Classical, PolicyChoice.Learned);
        AtomicFile.PrepareFolder(options.Folder);
        SettledScene scene = new SceneFactory().Make(input.Scene.WithCount(options.Count), input.Objects, options.Seed);
        using SimulatedWorld world = scene.CreateWorld();
        string videoPath = Path.Combine(options.Folder, "demo.mp4"), reportPath = Path.Combine(options.Folder, "report.html");
        using VideoRecorder? video = options.Video ? new VideoRecorder(videoPath, world.Robot) : null;
        using var recording = new RecordingWriter(Path.Combine(options.Folder, "recording.jsonl"), StatePeriod);
        var screen = new DemoScreen(options.Prompt, video);
        var observer = new DemoObserver(screen, recording, tell);
        tell($"seed {options.Seed}: {world.Objects.Count} objects on the table: {string.Join(", ", world.Objects.Select(o => o.Name))}");

        (GraspLoopResult ended, LoopTimes loop) = await RunLoopAsync(options, planner.Planner, policy, world, screen, observer, stop).ConfigureAwait(false);

        (int placed, string where) = world.Workcell.HasTray ? (TrayJudge.CountInTray(world), "in the tray") : (HeldJudge.Count(world), "held up");
        bool success = ended.End == GraspLoopState.Finished && placed >= (AsksForEverything(options.Prompt) ? world.Objects.Count : Math.Max(1, ended.Placed));
        string reason = success ? "ok" : ended.End == GraspLoopState.Finished
            ? $"I took the task for done, but only {placed} of {world.Objects.Count} objects are {where}." : ended.Words;
        var result = new DemoResult(
            options.Prompt, options.Seed, world.Objects.Count, placed, success, ended.Attempts, observer.Refused, reason,
            Stopwatch.GetElapsedTime(start).TotalSeconds, video?.Finish() == true ? videoPath : null, reportPath)
        { Where = where };
        AtomicFile.WriteText(reportPath, DemoReport.Render(
            new DemoStory(result, observer.Events, screen.Pictures, DemoFacts.Of(options, input, world, loop, policy)), options.Folder));
        return (result, ended.End);
    }

    private static async Task<(GraspLoopResult Ended, LoopTimes Loop)> RunLoopAsync(
        DemoOptions options, IPlanner planner, PolicyChoice policy, SimulatedWorld world, DemoScreen screen, DemoObserver observer, CancellationToken stop)
    {
        var inference = new InferenceChoice(Tracker: options.Tracker);
        inference.CheckFits(policy);
        using var controller = new OwnedController(policy, world.Robot, world.Workcell, inference.Apply(new LearnedControllerOptions()));
        await using SimulatedStation station = await SimulatedStation.StartAsync(
            world, options.RealTime ? SimulationPace.Real : SimulationPace.Fast, options.Broker, port: 0, options.Seed,
            options.Video ? WatchedPictureGap : TimeSpan.MaxValue, stop).ConfigureAwait(false);
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
            new MqttRobotLinkOptions
            {
                Broker = station.Broker,
                Robot = world.Robot.Name,
                Client = "demo",
                FurtherCameras = options.Video ? ["outside"] : [],
                Pace = options.RealTime ? null : station,
                OnFrame = screen.Show,
                OnState = observer.Measured,
                OnGateEvent = observer.Decided,
                OnFault = observer.Faulted,
            },
            stop).ConfigureAwait(false);
        var loop = new GraspLoop(
            link, planner, controller.Controller,
            GraspLoopOptions.Reference with
            {
                Robot = world.Robot,
                Cell = world.Workcell,
                ThinksAhead = options.RealTime && controller.ThinksAhead,
                LooksAgain = options.RealTime && options.Planner is { AsksModel: true },
            },
            observer);
        GraspLoopResult ended = await loop.RunAsync(options.Prompt, stop).ConfigureAwait(false);
        return (ended, station.Statistics.Read());
    }

    private static void Refuse(string prompt)
    {
        PlannerAnswer answer = new InstructionParser(Vocabulary.BuiltIn).Parse(prompt);
        if (answer.Plan is null)
            throw new UserErrorException(answer.Text, "Nothing was moved. Examples: \"clear the table\", \"the red cup left of the tin\", \"everything green\".");
    }

    private static bool AsksForEverything(string prompt) =>
        new InstructionParser(Vocabulary.BuiltIn).Parse(prompt).Plan is { } plan
        && plan.Steps.Any(s => s.Count is null && s.Except.Count == 0 && s.Targets.Contains(ReferringExpression.AnyObject));
}
