using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Perception.Flat;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Picks up what is too wide to grasp with learned skills (ExDex, arXiv 2503.23120): goes above it, pushes it over the board's edge and
/// takes it there. The object's pose comes from the head camera's depth pictures, everything else from joint measurements.
/// </summary>
internal sealed class FlatObjectSkill : IGraspSkill
{
    // As high above it as the push was learned from. Unit: m.
    private const double AboveM = 0.09;

    // A chunk that outlives its successor's delay: what comes too late must not stop the arm.
    private const int ChunkSteps = 4;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(ActionChunk.PeriodS);
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly FlatObjectSight _sight;
    private readonly FlatObjectTask _task;
    private readonly BoardControl _control = new();
    private readonly FlatObjectView _view = new();
    private readonly float[] _action = new float[BoardControl.ActionSize];
    private readonly string _label;
    private string? _failure;
    private bool _isAbove;

    /// <summary>Begins to pick up what the goal's box holds in the observation's head picture.</summary>
    public FlatObjectSkill(RobotContext context, MotionRunner runner, FlatObjectPolicies policies, GraspGoal goal, Observation observation)
    {
        (_context, _runner, _label) = (context, runner, goal.Label);
        _sight = new FlatObjectSight(context.Robot);
        _task = new FlatObjectTask(policies.Push, policies.Edge, policies.Wall);
        _failure = _sight.Begin(observation.Head, observation.HeadState, goal.Box) is { } reason ? $"the {_label} was not measured: {reason}" : null;
        if (_failure is null)
            Approach(observation.State);
    }

    /// <inheritdoc/>
    public HeldObject? Held { get; private set; }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        if (_failure is null && Held is null)
            _sight.Update(observation.Head, observation.HeadState);
        if (_failure is null && !_isAbove && _runner.IsDone(state))
            Begin(state);
        if (_failure is not null || Held is not null || !_isAbove)
            return new SkillStep(_runner.Chunk(state), Status, _failure is null && Held is null ? _runner.Wait(state) : Period, null, Note());
        Step(state);
        return new SkillStep(Chunk(state), Status, Period, null, Note());
    }

    private ControllerStatus Status => Held is not null ? ControllerStatus.Done : _failure is not null ? ControllerStatus.Failed : ControllerStatus.Acting;

    private string Note() => _failure ?? (Held is not null ? $"holds the {_label}" : !_isAbove ? $"going above the {_label}" : _task.Phase switch
    {
        FlatObjectPhase.Pushing => $"pushing the {_label} over the edge",
        FlatObjectPhase.Returning => "going back for another push",
        FlatObjectPhase.Moving => $"going to the rim of the {_label}",
        _ => $"taking the {_label} by its rim",
    });

    private void Approach(RobotState state)
    {
        double[] start = MotionRunner.Start(state), open = [Board.OpenHandRad.Turn, Board.OpenHandRad.Thumb, Board.OpenHandRad.Fingers, Board.OpenHandRad.Fingers, Board.OpenHandRad.Fingers, Board.OpenHandRad.Fingers];
        Vector3d above = _sight.WorldFromObject.Translation + new Vector3d(0, 0, _sight.HalfSize.Z + AboveM);
        if (_context.Paths.Line(start, new RigidTransform(Board.WorldFromHand(Board.RestPitchRad), above), open) is { } path)
            _runner.Begin(state, path);
        else
            _failure = $"the arm cannot get above the {_label} in a straight line; send it home first";
    }

    private void Begin(RobotState state)
    {
        _isAbove = true;
        _runner.Clear();
        _control.Begin(MotionRunner.Start(state));
        See(state);
        _task.Begin(FlatObjectRoutes.Edge(_view));
    }

    private void Step(RobotState state)
    {
        See(state);
        _task.Act(_view, _action);
        if (_task.Phase == FlatObjectPhase.Failed)
            _failure = $"the {_label} was not picked up: {_task.Reason}";
        else if (_task.Phase == FlatObjectPhase.Done)
            Held = new HeldObject(_view.ObjectInHand, 2 * _view.HalfSize.Z);
        _control.LiftsWhatIsHeld = _task.LiftsWhatIsHeld;
        _control.Move(state.PositionsRad.Span, _action);
    }

    private void See(RobotState state)
    {
        _view.SetRobot(_context.Kinematics, state.PositionsRad.Span, _control.Wrist);
        _sight.Write(_view);
    }

    private ActionChunk Chunk(RobotState state)
    {
        var targets = new double[ChunkSteps * RobotModel.Dof];
        for (int k = 0; k < ChunkSteps; k++)
            _control.Wrist.TargetsRad.CopyTo(targets.AsSpan(k * RobotModel.Dof));
        return new ActionChunk(targets, state.At);
    }
}
