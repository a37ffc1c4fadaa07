using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>One episode: ten times a second observe, let the expert say what to do, record, execute that or something else.</summary>
internal sealed class DemonstrationEpisode : IDisposable
{
    private const double TouchN = 0.15;
    private readonly DemonstrationScene _scene;
    private readonly DemonstrationOptions _options;
    private readonly IDemonstrationSink _sink;
    private readonly SimulatedWorld _world;
    private readonly LockStepLink _link;
    private readonly GraspExpert _expert;
    private readonly LearnerTurns? _learner;
    private readonly CommandDisturber _disturber;
    private readonly CommandSpeed _speed;
    private TimeSpan _reconsidered;
    private int _target;
    private int _steps;
    private int _frames;
    private int _valid;

    public DemonstrationEpisode(DemonstrationScene scene, DemonstrationOptions options, IDemonstrationSink sink, IGraspController? learner)
    {
        (_scene, _options, _sink, _world) = (scene, options, sink, scene.World);
        _link = new LockStepLink(_world, new LockStepOptions { Sensors = scene.Sensors, InferenceDelay = scene.InferenceDelay, DrawsPictures = options.DrawsPictures });
        _speed = new CommandSpeed(_world);
        _expert = new GraspExpert(_world);
        _disturber = new CommandDisturber(_world.Robot, scene.Disturbances, DemonstrationScene.Generator(scene.Seed, "commands"));
        _learner = learner is null ? null : new LearnerTurns(learner, options.LearnerShare, DemonstrationScene.Generator(scene.Seed, "turns"));
    }

    public DemonstrationSummary Run(CancellationToken stop)
    {
        Wait(_link.ArmAsync(stop));
        RobotState state = _link.Loop.Snapshot();
        double visible = 0;
        ControllerStep? label = null;
        foreach ((int target, double share) in _scene.Targets)
        {
            _expert.BeginGrasp(target);
            label = _expert.Act(state);
            (_target, visible) = (target, share);
            if (label.Status != ControllerStatus.Failed)
                break;
        }

        if (label!.Status == ControllerStatus.Failed)
            throw new SceneException($"Seed {_scene.Seed}: nothing that the head camera sees can be grasped: {_expert.LastMiss}.");
        _sink.BeginEpisode(new DemonstrationStart(
            _scene.Seed, _world.Scene, _scene.Sensors, [.. _world.Objects.Select(o => o.Spec)], _target, visible, _scene.Disturbances, _scene.InferenceDelay));
        var judge = new EpisodeJudge(_world, _target, EpisodeGoal.Grasp);
        TargetPush? push = _scene.Disturbances.Push ? new TargetPush(_world, _target, DemonstrationScene.Generator(_scene.Seed, "push")) : null;
        _link.AfterTick = () =>
        {
            judge.Update();
            _speed.Tick();
            push?.Tick(_expert.Phase);
        };
        try
        {
            string reason = Follow(judge, label, stop);
            EpisodeOutcome outcome = judge.Finish();
            bool success = outcome == EpisodeOutcome.Success, kept = success || (_learner is { EverDrove: true } && _valid > 0 && outcome != EpisodeOutcome.PhysicsUnstable);
            return End(outcome, kept, success ? "" : reason.Length > 0 ? reason : outcome.ToString());
        }
        catch (Exception e)
        {
            End(judge.Outcome, kept: false, e.Message);
            throw;
        }
    }

    public void Dispose() => _link.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private string Follow(EpisodeJudge judge, ControllerStep first, CancellationToken stop)
    {
        var truth = new TruthCamera(_link, _target);
        ControllerStep? label = first;
        TimeSpan due = _link.Now, end = _link.Now + _options.LongestEpisode;
        while (true)
        {
            bool looks = _steps % _options.StepsPerFrame == 0;
            Observation now = _link.ObserveAsync(due, looks, stop).GetAwaiter().GetResult();
            if (judge.Outcome != EpisodeOutcome.Running || now.State.At >= end)
                return "";
            label ??= Ask(now.State);
            bool stopped = now.State.Mode is GateMode.Braking or GateMode.Latched, failed = label.Status == ControllerStatus.Failed;
            Mask head = looks && _options.DrawsPictures ? truth.Take(now.Head, now.State) : TruthCamera.Empty(now.Head);
            ActionChunk? chunk = Choose(now, looks, label.Chunk, head, out DemonstrationDriver driver);
            if (looks)
            {
                Mask wrist = _options.DrawsPictures && _options.DrawsWristMasks ? truth.Take(now.Wrist, now.State) : TruthCamera.Empty(now.Wrist);
                _sink.Frame(new DemonstrationFrame(_frames, now, _learner?.Mask ?? head, wrist, label.Chunk, !stopped && !failed, _expert.Phase, driver, Truth(judge)));
                _frames++;
            }

            _steps++;
            if (stopped || failed)
                return stopped ? "stopped by the safety gate" : $"the expert gave up: {_expert.LastMiss}";
            _valid++;
            if (chunk is not null)
                Wait(_link.SendAsync(chunk, "demonstration", stop));
            due += DemonstrationRecorder.FramePeriod;
            label = null;
        }
    }

    private ControllerStep Ask(RobotState state)
    {
        Span<double> speed = stackalloc double[RobotModel.Dof];
        _speed.RadPerS.CopyTo(speed);
        _disturber.RemoveDrift(speed, state.At);
        return _expert.Act(state, speed);
    }

    private ActionChunk? Choose(Observation now, bool looks, ActionChunk label, Mask head, out DemonstrationDriver driver)
    {
        if (_learner is not null)
        {
            if (_steps == 0)
                _learner.Begin(Goal(now, _options.DrawsPictures ? head : _link.TrueMask("head", _target)), now);
            if (_learner.Drives(now, looks, out ActionChunk? own))
            {
                Reconsider(now.State.At);
                driver = DemonstrationDriver.Learner;
                return own;
            }
        }

        return _disturber.Next(_expert.Phase, now.State, label, out driver);
    }

    // Labels are to be a function of where the learner has got to, not of what was best before it drove.
    private void Reconsider(TimeSpan now)
    {
        if (now - _reconsidered < TimeSpan.FromSeconds(0.4))
            return;
        _reconsidered = now;
        _expert.Reconsider();
    }

    private static GraspGoal Goal(Observation now, Mask head) => new("grasp it", "target", head.Bounds() ?? default, now.Head.Number);

    private DemonstrationTruth Truth(EpisodeJudge judge)
    {
        (Core.Geometry.Vector3d linear, Core.Geometry.Vector3d angular) = _world.VelocityOfObject(_target);
        return new DemonstrationTruth(
            _world.WorldFromObject(_target), linear, angular, _expert.WorldFromGrip, _expert.GripWidthM, judge.LiftedM,
            _world.ContactForceN(_target, ContactPartner.Thumb) > TouchN, _world.ContactForceN(_target, ContactPartner.Finger) > TouchN,
            _world.ContactForceN(_target, ContactPartner.Palm) > TouchN);
    }

    private DemonstrationSummary End(EpisodeOutcome outcome, bool kept, string reason)
    {
        var summary = new DemonstrationSummary(
            _scene.Seed, outcome, kept, _frames, _valid, _expert.Attempts, _steps * DemonstrationRecorder.FramePeriod.TotalSeconds, reason);
        _sink.EndEpisode(summary);
        return summary;
    }

    // In lock-step every call is complete when it returns.
    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
