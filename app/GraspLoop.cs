using DexGrasp.App.Grasping;
using DexGrasp.Controller.Chunks;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Placement;
using DexGrasp.Planner.Verification;
using State = DexGrasp.Planner.Loops.GraspLoopState;
using Trigger = DexGrasp.Planner.Loops.GraspLoopTrigger;

namespace DexGrasp.App;

/// <summary>
/// The whole flow: words and pictures to the planner, its goals to the controller, the controller's chunks to the robot, and
/// pictures back to the planner. The same loop runs a real robot, the demo and an evaluation; only the link differs.
/// </summary>
/// <remarks>One task at a time. What it decides on are pictures and joint measurements, nothing else.</remarks>
public sealed class GraspLoop
{
    private const string StoppedOnRequest = "Stopped on request.";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.4);
    private readonly IRobotLink _robot;
    private readonly IPlanner _planner;
    private readonly IGraspController _controller;
    private readonly GraspLoopOptions _options;
    private readonly IGraspLoopObserver _observer;
    private readonly ArmKinematics _kinematics;
    private readonly TrayPlanner _tray;
    private readonly TaskRobot _taskRobot;

    /// <summary>Makes a loop.</summary>
    /// <param name="robot">Where observations come from and chunks go.</param>
    /// <param name="planner">Understands, proposes, verifies.</param>
    /// <param name="controller">Moves arm and hand.</param>
    /// <param name="options">Robot, work cell and limits.</param>
    /// <param name="observer">Is told what happens; null for nobody.</param>
    public GraspLoop(IRobotLink robot, IPlanner planner, IGraspController controller, GraspLoopOptions options, IGraspLoopObserver? observer = null)
    {
        options.Limits.Validate();
        _robot = robot;
        _planner = planner;
        _controller = controller;
        _options = options;
        _observer = observer ?? SilentObserver.Instance;
        _kinematics = new ArmKinematics(options.Robot);
        _tray = new TrayPlanner(options.Cell, options.Robot);
        _taskRobot = new TaskRobot(robot, options.Robot, _observer);
    }

    /// <summary>Does what a person asks for.</summary>
    /// <param name="prompt">Free words; see docs/vocabulary.md.</param>
    /// <param name="stop">Stops the arm under control and ends the task.</param>
    /// <param name="change">
    /// The person wants something else: an object in the hand is still placed, a grasp is given up, the arm goes home, and the task
    /// ends as <see cref="State.Superseded"/>.
    /// </param>
    /// <returns>How it ended; expected failures are results, not exceptions.</returns>
    public async Task<GraspLoopResult> RunAsync(string prompt, CancellationToken stop, CancellationToken change = default)
    {
        var machine = new GraspLoopMachine();
        PlannerAnswer answer;
        try
        {
            answer = await _planner.UnderstandAsync(prompt, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PlannerFaultException || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            string words = e is PlannerFaultException ? e.Message : StoppedOnRequest;
            _observer.Said(words);
            return new GraspLoopResult(machine.Fire(e is PlannerFaultException ? Trigger.Fault : Trigger.Stop), words, 0, 0);
        }

        _observer.Said(string.Join(' ', [answer.Text, .. answer.Notes]));
        if (answer.Plan is not { } plan)
        {
            machine.Fire(Trigger.Refuse);
            return new GraspLoopResult(machine.State, answer.Text, 0, 0);
        }

        var task = new TaskProgress(new TaskMemory(plan, _options.Limits), await _robot.ObserveAsync(TimeSpan.Zero, stop).ConfigureAwait(false), change);
        machine.Changed += (_, _, to) => _observer.Entered(to, task.Words, task.Memory);
        machine.Fire(Trigger.Begin);
        while (!machine.HasEnded)
            machine.Fire(await StepAsync(machine.State, task, stop).ConfigureAwait(false));
        _observer.Said(task.Words);
        return new GraspLoopResult(machine.State, task.Words, task.Memory.Attempts, task.Memory.Placed);
    }

    private async Task<Trigger> StepAsync(State state, TaskProgress task, CancellationToken stop)
    {
        try
        {
            return state switch
            {
                State.CheckingCompletion => await CheckCompletionAsync(task, stop).ConfigureAwait(false),
                State.Proposing => await ProposeAsync(task, stop).ConfigureAwait(false),
                State.Grounding => await GroundAsync(task, stop).ConfigureAwait(false),
                State.Segmenting => await SegmentAsync(task, stop).ConfigureAwait(false),
                State.Grasping => await GraspAsync(task, stop).ConfigureAwait(false),
                State.Verifying => await VerifyAsync(task, stop).ConfigureAwait(false),
                State.Placing => await PlaceAsync(task, stop).ConfigureAwait(false),
                State.Recovering => await RecoverAsync(task, stop).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"The grasp loop has nothing to do in state {state}."),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            task.Words = StoppedOnRequest;
            await _taskRobot.TryStopAsync(task.Words).ConfigureAwait(false);
            return Trigger.Stop;
        }
        catch (PlannerFaultException fault)
        {
            // The robot stands still while the planner thinks, and goes on holding its pose: nothing has to be stopped.
            task.Words = fault.Message;
            return Trigger.Fault;
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException or BrokerException)
        {
            task.Words = fault.Message;
            await _taskRobot.TryStopAsync(fault.Message).ConfigureAwait(false);
            return Trigger.Fault;
        }
    }

    private async Task<Trigger> CheckCompletionAsync(TaskProgress task, CancellationToken stop)
    {
        if (task.IsSuperseded)
        {
            task.Words = "A newer instruction takes the place of this one.";
            return Trigger.Supersede;
        }

        // After a stop the arm hides the objects, or one in the hand is taken for one on the table.
        if (task.Memory.Attempts == 0 && !_taskRobot.IsHome(task.Now.State))
        {
            _observer.Said("First I go home, to see the whole table; what the hand holds is put down.");
            await GoHomeAsync(task, stop).ConfigureAwait(false);
        }

        CompletionVerdict verdict = await _planner.CheckCompletionAsync(task.Memory, task.Now, stop).ConfigureAwait(false);
        task.Words = verdict.Reason;
        return verdict.Trigger;
    }

    private async Task<Trigger> ProposeAsync(TaskProgress task, CancellationToken stop)
    {
        task.Proposal = await _planner.ProposeAsync(task.Memory, task.Now, stop).ConfigureAwait(false);
        task.Words = task.Proposal.Reason;
        return task.Proposal.Trigger;
    }

    private async Task<Trigger> GroundAsync(TaskProgress task, CancellationToken stop)
    {
        await LookAgainAsync(task, stop).ConfigureAwait(false);
        task.Target = await _planner.GroundAsync(task.Proposal!, task.Now, stop).ConfigureAwait(false);
        task.Words = task.Target.Reason;
        if (task.Target.Goal is null)
            return Trigger.BoxLost;
        _observer.Chose(task.Target.Goal, task.Target.Mask, task.Now);
        return Trigger.BoxFound;
    }

    private async Task<Trigger> SegmentAsync(TaskProgress task, CancellationToken stop)
    {
        if (task.Target?.Goal is not { } goal || task.Target.Mask is null || task.IsSuperseded)
            return Trigger.MaskLost;
        await _taskRobot.ArmAsync(task, stop).ConfigureAwait(false);
        task.Before = task.Now;
        ReadOnlyMemory<double> joints = task.Now.HeadState.PositionsRad;
        if (_options.Cell.HasTray)
            task.DropPoint = _tray.ChooseDropPoint(
                HeightMap.FromFrame(task.Now.Head, task.Now.Head.Calibration.WorldFromCamera(_kinematics, joints.Span)), joints.Span);
        _controller.BeginGrasp(goal, task.Now);
        task.Memory.RecordAttempt(task.Proposal!);
        return Trigger.MaskFound;
    }

    private async Task<Trigger> GraspAsync(TaskProgress task, CancellationToken stop)
    {
        task.IsGrasping = true;
        bool ended = await FollowAsync(task, stop).ConfigureAwait(false);
        task.IsGrasping = false;
        return ended ? Trigger.GraspEnded : Trigger.GraspGaveUp;
    }

    private async Task<Trigger> VerifyAsync(TaskProgress task, CancellationToken stop)
    {
        GraspVerdict verdict = await _planner.VerifyGraspAsync(task.Before!, task.Now, task.Target!, stop).ConfigureAwait(false);
        task.Words = verdict.Reason;
        if (!verdict.Held || _options.Cell.HasTray)
            return verdict.Held ? Trigger.Held : Trigger.NotHeld;
        task.Memory.RecordPlaced(task.Proposal!);
        task.Words = $"I hold the {task.Target!.Goal!.Label} up. Say \"home\" and I put it back.";
        return Trigger.HeldForGood;
    }

    private async Task<Trigger> PlaceAsync(TaskProgress task, CancellationToken stop)
    {
        await LookAgainAsync(task, stop).ConfigureAwait(false);
        _controller.BeginPlace(task.DropPoint, task.Now);
        if (!await FollowAsync(task, stop).ConfigureAwait(false))
            return Trigger.PlaceGaveUp;
        task.Memory.RecordPlaced(task.Proposal!);
        task.Words = $"The {task.Target!.Goal!.Label} was released over the tray.";
        return Trigger.Placed;
    }

    private async Task<Trigger> RecoverAsync(TaskProgress task, CancellationToken stop)
    {
        string reason = task.Words;
        task.Memory.RecordFailure(task.Proposal!);
        if (task.IsArmed)
            await GoHomeAsync(task, stop).ConfigureAwait(false);
        task.Words = reason;
        return Trigger.HomeReached;
    }

    private async Task GoHomeAsync(TaskProgress task, CancellationToken stop)
    {
        await _taskRobot.ArmAsync(task, stop).ConfigureAwait(false);
        await LookAgainAsync(task, stop).ConfigureAwait(false);
        _controller.BeginHome(task.Now);
        await FollowAsync(task, stop).ConfigureAwait(false);
    }

    // Observe, act, send, until the controller is done. True if it succeeded.
    private async Task<bool> FollowAsync(TaskProgress task, CancellationToken stop)
    {
        TimeSpan deadline = task.Now.State.At + _options.MaxMotion;
        if (_options.ThinksAhead)
            return await FollowAheadAsync(task, deadline, stop).ConfigureAwait(false);
        while (true)
        {
            ControllerStep step = _controller.Act(task.Now);
            if (await PlayAsync(task, task.Now, step, deadline, stop).ConfigureAwait(false) is { } succeeded)
                return succeeded;
            await _taskRobot.ObserveAsync(task, step.ObserveAgainAfter, step.LooksNext, stop).ConfigureAwait(false);
        }
    }

    // The same, but the controller thinks on its own thread. An answer is sent as soon as it is there, for it ages; where it takes
    // longer than the patience, observing goes on, so that a latched robot is noticed and the next thought is about the newest.
    private async Task<bool> FollowAheadAsync(TaskProgress task, TimeSpan deadline, CancellationToken stop)
    {
        using var ahead = new OverlappedInference(_controller, TimeProvider.System);
        TimeSpan pace = TimeSpan.FromSeconds(0.1);
        while (true)
        {
            ahead.Offer(task.Now);
            if (await ahead.TakeAsync(Patience, stop).ConfigureAwait(false) is { } answer)
            {
                if (await PlayAsync(task, answer.Observation, answer.Step, deadline, stop).ConfigureAwait(false) is { } succeeded)
                    return succeeded;
                pace = answer.Step.ObserveAgainAfter;
            }

            await _taskRobot.ObserveAsync(task, pace, looks: true, stop).ConfigureAwait(false);
        }
    }

    // Null while there is more to do.
    private async Task<bool?> PlayAsync(TaskProgress task, Observation seen, ControllerStep step, TimeSpan deadline, CancellationToken stop)
    {
        _observer.Acted(seen, step);
        task.Words = step.Note;
        await _robot.SendAsync(step.Chunk, _controller.Name, stop).ConfigureAwait(false);
        if (task.IsGrasping && task.IsSuperseded)
            return false;
        if (step.Status != ControllerStatus.Acting)
        {
            await _taskRobot.ObserveAsync(task, Settle, looks: true, stop).ConfigureAwait(false);
            return step.Status == ControllerStatus.Done;
        }

        if (task.Now.State.At <= deadline)
            return null;
        if (task.IsGrasping)
        {
            task.Words = $"The grasp was given up after {_options.MaxMotion.TotalSeconds:0} s.";
            return false;
        }

        throw new TimeoutException($"The motion \"{step.Note}\" took longer than {_options.MaxMotion.TotalSeconds:0} s; the arm was stopped.");
    }

    // What was seen before the planner thought may be seconds old.
    private Task LookAgainAsync(TaskProgress task, CancellationToken stop) =>
        _options.LooksAgain ? _taskRobot.ObserveAsync(task, TimeSpan.FromTicks(1), looks: true, stop) : Task.CompletedTask;
}
