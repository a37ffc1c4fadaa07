using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>Grasps with a learned policy: track, look, think, move; done when joint measurements say that something was lifted and is held.</summary>
internal sealed class LearnedGraspSkill : IGraspSkill
{
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly ChunkPolicy _policy;
    private readonly LearnedControllerOptions _options;
    private readonly string _label;
    private readonly ITargetTracker _tracker;
    private readonly GraspWatch _watch = new();
    private readonly TimeSpan _deadline;
    private HeldObject? _inHand;
    private TimeSpan? _lostSince;
    private string? _failure;

    /// <summary>Begins to grasp what the goal's box holds in the observation's head picture.</summary>
    public LearnedGraspSkill(
        RobotContext context, MotionRunner runner, ChunkPolicy policy, LearnedControllerOptions options, GraspGoal goal, Observation observation)
    {
        (_context, _runner, _policy, _options, _label) = (context, runner, policy, options, goal.Label);
        _tracker = TargetTracking.Create(options.Tracker, context, options.LosesTarget, options.MaskModels);
        _deadline = observation.State.At + options.MostTime;
        _runner.Clear();
        _policy.Begin();
        if (_tracker.Begin(observation, goal.Box) is { } reason)
            _failure = $"the {_label} was not found: {reason}";
        else if (!_policy.Track(observation, _tracker.Mask))
            _failure = $"too few depth readings on the {_label}";
    }

    /// <inheritdoc/>
    public HeldObject? Held { get; private set; }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        if (_failure is null && Held is null)
            Look(observation);
        if (_failure is null && Held is null && _policy.Next(observation, _tracker.Mask) is { } chunk)
            return new SkillStep(chunk, ControllerStatus.Acting, _options.ObserveAgainAfter, _tracker.Mask, Note());
        if (Held is null)
            _failure ??= "the policy's output is not finite; verify its files";
        ControllerStatus status = Held is null ? ControllerStatus.Failed : ControllerStatus.Done;
        return new SkillStep(_runner.Chunk(observation.State), status, _options.ObserveAgainAfter, _tracker.Mask, _failure ?? $"holds the {_label}");
    }

    private string Note() => _tracker.Sight switch
    {
        TargetSight.Lost => $"looking for the {_label}",
        TargetSight.Hidden => $"grasping the {_label} behind the hand",
        _ => $"grasping the {_label}",
    };

    private void Look(Observation observation)
    {
        RobotState state = observation.State;
        if (observation.Head.Depth is null)
        {
            _failure = "the head camera delivers no depth picture any more; check the camera";
            return;
        }

        _tracker.Update(observation);
        _policy.Track(observation, _tracker.Mask);
        RigidTransform tool = _context.Kinematics.WorldFromTool(state.PositionsRad.Span);
        if (_watch.Update(state, tool.Translation.Z))
            _inHand = InHand(tool, _policy.Target);
        if (_watch.IsDone)
            Held = _inHand;
        _lostSince = _tracker.Sight == TargetSight.Lost ? _lostSince ?? state.At : null;
        if (Held is null && state.At - _lostSince >= _options.MostLost)
            _failure = $"the {_label} is lost: it is neither where it was nor anything like it seen";
        else if (Held is null && state.At >= _deadline)
            _failure = $"the {_label} was not lifted within {_options.MostTime.TotalSeconds:0} s";
    }

    private static HeldObject InHand(RigidTransform worldFromTool, in TargetBounds target) =>
        new(worldFromTool.Inverse() * (target.Centre with { Z = 0 }), target.Centre.Z + target.HalfExtents.Z);
}
