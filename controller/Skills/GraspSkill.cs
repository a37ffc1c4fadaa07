using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Finds the object in the head picture, goes above it, looks again with the wrist camera, goes down, closes, lifts and checks;
/// after a miss it opens, backs off and tries again.
/// </summary>
internal sealed class GraspSkill : IGraspSkill
{
    private const int MaxAttempts = 4;
    private const double RegionM = 0.30;
    private static readonly double[] SqueezeRad = [0, 0.24, 0.22, 0.22, 0.22, 0.22];
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly GraspGoal _goal;
    private readonly List<GraspCandidate> _failed = [];
    private GraspPhase _phase = GraspPhase.Look;
    private TargetModel? _model;
    private Mask? _mask;
    private List<Vector3d> _cloud = [];
    private List<Vector3d> _obstacles = [];
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
        _goal = goal;
        FindFirst(observation);
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
                    return new SkillStep(closing, ControllerStatus.Acting, TimeSpan.FromSeconds(0.1), _mask, Note(), LooksNext);
                BeginLift(state);
                continue;
            }

            if (!_runner.IsDone(state))
                break;
            Advance(observation);
        }

        ControllerStatus status = _phase != GraspPhase.Ended ? ControllerStatus.Acting : Held != null ? ControllerStatus.Done : ControllerStatus.Failed;
        return new SkillStep(_runner.Chunk(state), status, _runner.Wait(state), _mask, Note(), LooksNext);
    }

    // From the way down to the check of the grip, joint measurements alone decide.
    private bool LooksNext => _phase is not (GraspPhase.Descend or GraspPhase.Preclose or GraspPhase.Close or GraspPhase.Lift);

    private string Note() => _phase switch
    {
        GraspPhase.Ended when Held != null => $"holds the {_goal.Label}",
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
                Check(observation);
                break;
            case GraspPhase.BackOff:
                _phase = GraspPhase.Look;
                break;
        }
    }

    private void FindFirst(Observation observation)
    {
        WorldPicture? picture = _context.Head(observation);
        if (picture == null)
            End("the head camera delivers no depth picture; check that it is a depth camera and that depth is switched on");
        else if (TargetSegmenter.Segment(picture, _goal.Box) is { } mask)
            Remember(picture, mask);
        else
            End($"nothing stands above the table in the box ({_goal.Box.Left}, {_goal.Box.Top})-({_goal.Box.Right}, {_goal.Box.Bottom}) px for the {_goal.Label}");
    }

    private void Remember(WorldPicture picture, Mask mask)
    {
        List<Vector3d> cloud = TargetCloud.Of(picture, mask);
        if (cloud.Count < 12)
            return;
        _mask = mask;
        _cloud = cloud;
        Vector3d center = new ObjectShape(cloud).Center;
        _obstacles = TargetCloud.Obstacles(picture, mask, center, RegionM);
        _model = _model == null ? TargetModel.Learn(picture, mask, center) : _model with { Center = center };
    }

    private void Look(Observation observation)
    {
        if (_model == null)
        {
            End($"too few depth readings on the {_goal.Label}");
            return;
        }

        if (_attempts > 0 && _context.Head(observation) is { } picture)
        {
            if (TargetLocator.Find(picture, _model, _context.Cell) is { } mask)
                Remember(picture, mask);
            else
            {
                End($"the {_goal.Label} is no longer seen on the table");
                return;
            }
        }

        _attempts++;
        _looks = 0;
        if (Choose(observation.State) is { } grasp)
            Approach(observation.State, grasp);
        else
            End($"no grasp of the {_goal.Label} is free and within reach");
    }

    private GraspCandidate? Choose(RobotState state)
    {
        var shape = new ObjectShape(_cloud);
        List<GraspCandidate> grasps = _context.Grasps.Plan(shape, _obstacles, state.PositionsRad.Span, _failed, 1);
        return grasps.Count > 0 ? grasps[0] : null;
    }

    private void Approach(RobotState state, GraspCandidate grasp)
    {
        _grasp = grasp;
        double[] start = MotionRunner.Start(state);
        double[] hand = [.. grasp.OpenRad];
        // The thumb stands in the wrist camera's view where it opposes the fingers.
        hand[0] = HandGeometry.AsideRad;
        double[] hover = [.. grasp.HoverArmRad, .. hand];
        _runner.Begin(state, _context.Paths.Over(start, hover, _obstacles));
        _phase = GraspPhase.Approach;
    }

    private void Hover(Observation observation)
    {
        GraspCandidate grasp = _grasp!;
        bool looked = _looks++ < 2;
        if (looked && (LookFromWrist(observation) || LookAgainFromHead(observation)) && Choose(observation.State) is { } better)
        {
            bool near = better.WorldFromTool.Rotation.AngleTo(grasp.WorldFromTool.Rotation) < 0.35
                && (better.WorldFromHover.Translation - grasp.WorldFromHover.Translation).Length < 0.025;
            if (!near)
            {
                Approach(observation.State, better);
                return;
            }

            _grasp = grasp = better;
        }

        double[] start = MotionRunner.Start(observation.State);
        List<double[]>? above = _context.Paths.Line(start, grasp.WorldFromHover, grasp.OpenRad);
        List<double[]>? down = above == null ? null : _context.Paths.Line(above[^1], grasp.WorldFromTool, grasp.OpenRad);
        if (down == null)
        {
            Miss(observation.State, "the straight way down is out of reach");
            return;
        }

        _runner.Begin(observation.State, [.. above!, .. down.Skip(1)], 0.7);
        _phase = GraspPhase.Descend;
    }

    // Adds what the wrist camera sees of the object, or takes its word where the object has moved.
    private bool LookFromWrist(Observation observation)
    {
        if (_context.Wrist(observation) is not { } picture)
            return false;
        var shape = new ObjectShape(_cloud);
        if (WristView.Segment(picture, shape) is not { } mask)
            return false;
        List<Vector3d> seen = TargetCloud.Of(picture, mask);
        if (seen.Count < 60)
            return false;
        Vector3d moved = new ObjectShape(seen).Center - shape.Center;
        bool hasMoved = Math.Sqrt((moved.X * moved.X) + (moved.Y * moved.Y)) > 0.025;
        _cloud = hasMoved ? seen : [.. _cloud, .. seen];
        return true;
    }

    // Where the wrist camera finds nothing, the object may have rolled away; the head camera may see it beside the arm.
    private bool LookAgainFromHead(Observation observation)
    {
        if (_context.Head(observation) is not { } picture || TargetLocator.Find(picture, _model!, _context.Cell) is not { } mask)
            return false;
        Vector3d before = _model!.Center;
        Remember(picture, mask);
        return (_model.Center - before).Length > 0.03;
    }

    private void BeginPreclose(RobotState state)
    {
        GraspCandidate grasp = _grasp!;
        double[] start = MotionRunner.Start(state);
        var near = (double[])start.Clone();
        for (int i = 1; i < RobotModel.HandDof; i++)
            near[RobotModel.ArmDof + i] = grasp.OpenRad[i] + (0.6 * Math.Max(0, grasp.TouchRad[i] - grasp.OpenRad[i]));
        _runner.Begin(state, [start, near]);
        _phase = GraspPhase.Preclose;
    }

    private void BeginClose(RobotState state)
    {
        var limit = new double[RobotModel.HandDof];
        limit[0] = _grasp!.OpenRad[0];
        for (int i = 1; i < limit.Length; i++)
            limit[i] = _context.Robot.Limits[RobotModel.ArmDof + i].Clamp(_grasp.TouchRad[i] + (i == 1 ? 0.4 : 0.45));
        _closer = new HandCloser(MotionRunner.Start(state), limit, SqueezeRad);
        _runner.Clear();
        _phase = GraspPhase.Close;
    }

    private void BeginLift(RobotState state)
    {
        double[] start = MotionRunner.Start(state);
        RigidTransform now = _context.Kinematics.WorldFromTool(start), planned = _grasp!.WorldFromLift;
        Vector3d rise = planned.Translation - _grasp.WorldFromTool.Translation;
        foreach (Vector3d way in new[] { rise, new Vector3d(0, 0, rise.Z), new Vector3d(0, 0, 0.11) })
            if (_context.Paths.Line(start, new RigidTransform(now.Rotation, now.Translation + way), start.AsSpan(RobotModel.ArmDof)) is { } path)
            {
                _runner.Begin(state, path, 0.6);
                _phase = GraspPhase.Lift;
                return;
            }

        Miss(state, "the arm cannot lift here");
    }

    private void Check(Observation observation)
    {
        var shape = new ObjectShape(_cloud);
        if (GripCheck.Holds(observation.State))
        {
            Vector3d underside = shape.Center with { Z = 0 };
            Held = new HeldObject(_grasp!.WorldFromTool.Inverse() * underside, shape.TopM);
            End("");
        }
        else
        {
            Miss(observation.State, $"the {_goal.Label} was not in the hand after lifting");
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

        double[] start = MotionRunner.Start(state);
        double[] open = [.. start[..RobotModel.ArmDof], .. _context.Robot.HomeRad.Span[RobotModel.ArmDof..]];
        double[] home = _context.Robot.HomeRad.ToArray();
        List<double[]> path = [start, open, .. _context.Paths.Over(open, home, _obstacles).Skip(1)];
        _runner.Begin(state, path);
        _phase = GraspPhase.BackOff;
    }

    private void End(string reason)
    {
        _reason = reason;
        _phase = GraspPhase.Ended;
    }
}
