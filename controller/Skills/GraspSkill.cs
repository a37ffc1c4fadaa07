using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Finds the object in the head picture, goes above it, looks again with the wrist camera, goes down, closes, lifts and checks;
/// after a miss it opens, backs off and tries again.
/// </summary>
internal sealed class GraspSkill : IGraspSkill
{
    private const int MaxAttempts = 4;
    private const int MostLooks = 2;
    private const double NearAngleRad = 0.35;
    private const double NearM = 0.025;
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly GraspMotions _motions;
    private readonly GraspTarget _target;
    private readonly string _label;
    private readonly List<GraspCandidate> _failed = [];
    private GraspPhase _phase = GraspPhase.Look;
    private GraspCandidate? _grasp;
    private HandCloser? _closer;
    private int _attempts;
    private int _looks;
    private string _reason = "";

    /// <summary>Begins to grasp what the goal's box holds in the next head picture.</summary>
    public GraspSkill(RobotContext context, MotionRunner runner, GraspGoal goal, Observation observation)
    {
        _context = context;
        _runner = runner;
        _motions = new GraspMotions(context);
        _target = new GraspTarget(context);
        _label = goal.Label;
        if (_target.Begin(observation, goal) is { } reason)
            End(reason);
    }

    /// <inheritdoc/>
    public HeldObject? Held { get; private set; }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        // A transition may lead on at once, but never round in circles within one observation.
        for (int i = 0; i < 6; i++)
        {
            if (_phase == GraspPhase.Ended)
                break;
            if (_phase == GraspPhase.Close)
            {
                ActionChunk closing = _closer!.Chunk(state);
                if (!_closer.IsDone)
                    return new SkillStep(closing, ControllerStatus.Acting, TimeSpan.FromSeconds(0.1), _target.Mask, Note(), LooksNext);
                BeginLift(state);
                continue;
            }

            if (!_runner.IsDone(state))
                break;
            Advance(observation);
        }

        ControllerStatus status = _phase != GraspPhase.Ended ? ControllerStatus.Acting : Held != null ? ControllerStatus.Done : ControllerStatus.Failed;
        return new SkillStep(_runner.Chunk(state), status, _runner.Wait(state), _target.Mask, Note(), LooksNext);
    }

    // From the way down to the check of the grip, joint measurements alone decide.
    private bool LooksNext => _phase is not (GraspPhase.Descend or GraspPhase.Preclose or GraspPhase.Close or GraspPhase.Lift);

    private string Note() => _phase switch
    {
        GraspPhase.Ended when Held != null => $"holds the {_label}",
        GraspPhase.Ended => _reason,
        _ => $"{_phase.ToString().ToLowerInvariant()} (attempt {Math.Max(1, _attempts)} of {MaxAttempts})",
    };

    private void Advance(Observation observation)
    {
        switch (_phase)
        {
            case GraspPhase.Look:
                Look(observation);
                break;
            case GraspPhase.Approach:
                _phase = GraspPhase.Hover;
                break;
            case GraspPhase.Hover:
                Hover(observation);
                break;
            case GraspPhase.Descend:
                BeginPreclose(observation.State);
                break;
            case GraspPhase.Preclose:
                BeginClose(observation.State);
                break;
            case GraspPhase.Lift:
                Check(observation.State);
                break;
            case GraspPhase.BackOff:
                _phase = GraspPhase.Look;
                break;
        }
    }

    private void Look(Observation observation)
    {
        if (!_target.IsMeasured)
        {
            End($"too few depth readings on the {_label}");
            return;
        }

        if (_attempts > 0 && !_target.FindAgain(observation))
        {
            End($"the {_label} is no longer seen on the table");
            return;
        }

        _attempts++;
        _looks = 0;
        if (Choose(observation.State) is { } grasp)
            BeginApproach(observation.State, grasp);
        else
            End($"no grasp of the {_label} is free and within reach");
    }

    private GraspCandidate? Choose(RobotState state)
    {
        List<GraspCandidate> grasps = _context.Grasps.Plan(_target.Shape(), _target.Obstacles, state.PositionsRad.Span, _failed, 1);
        return grasps.Count > 0 ? grasps[0] : null;
    }

    private void BeginApproach(RobotState state, GraspCandidate grasp)
    {
        _grasp = grasp;
        _runner.Begin(state, _motions.Approach(MotionRunner.Start(state), grasp, _target.Obstacles));
        _phase = GraspPhase.Approach;
    }

    private void Hover(Observation observation)
    {
        bool looked = _looks++ < MostLooks;
        if (looked && _target.LookFromAbove(observation) && Choose(observation.State) is { } better)
        {
            if (!IsNear(better, _grasp!))
            {
                BeginApproach(observation.State, better);
                return;
            }

            _grasp = better;
        }

        BeginDescent(observation.State);
    }

    // Near enough to go straight down from above the one to the other.
    private static bool IsNear(GraspCandidate a, GraspCandidate b) =>
        a.WorldFromTool.Rotation.AngleTo(b.WorldFromTool.Rotation) < NearAngleRad
        && (a.WorldFromHover.Translation - b.WorldFromHover.Translation).Length < NearM;

    private void BeginDescent(RobotState state)
    {
        if (_motions.Descent(MotionRunner.Start(state), _grasp!) is not { } path)
        {
            Miss(state, "the straight way down is out of reach");
            return;
        }

        _runner.Begin(state, path, 0.7);
        _phase = GraspPhase.Descend;
    }

    private void BeginPreclose(RobotState state)
    {
        _runner.Begin(state, GraspMotions.Preclose(MotionRunner.Start(state), _grasp!));
        _phase = GraspPhase.Preclose;
    }

    private void BeginClose(RobotState state)
    {
        _closer = _motions.Closing(MotionRunner.Start(state), _grasp!);
        _runner.Clear();
        _phase = GraspPhase.Close;
    }

    private void BeginLift(RobotState state)
    {
        if (_motions.Lift(MotionRunner.Start(state), _grasp!) is not { } path)
        {
            Miss(state, "the arm cannot lift here");
            return;
        }

        _runner.Begin(state, path, 0.6);
        _phase = GraspPhase.Lift;
    }

    private void Check(RobotState state)
    {
        if (GripCheck.Holds(state))
        {
            ObjectShape shape = _target.Shape();
            Held = new HeldObject(_grasp!.WorldFromTool.Inverse() * (shape.Center with { Z = 0 }), shape.TopM);
            End("");
        }
        else
        {
            Miss(state, $"the {_label} was not in the hand after lifting");
        }
    }

    private void Miss(RobotState state, string reason)
    {
        _reason = reason;
        if (_grasp != null)
            _failed.Add(_grasp);
        if (_attempts >= MaxAttempts)
        {
            End($"{reason}; {_attempts} attempts made");
            return;
        }

        _runner.Begin(state, _motions.BackOff(MotionRunner.Start(state), _target.Obstacles));
        _phase = GraspPhase.BackOff;
    }

    private void End(string reason)
    {
        _reason = reason;
        _phase = GraspPhase.Ended;
    }
}
