using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <summary>
/// The privileged expert: grasps and places with the true poses of all objects, for demonstrations and as the measure of what is
/// possible. From any state it answers with the next chunk; what it keeps between calls is only what it has decided (the grip,
/// and which grips failed), so a policy may drive in between and still be shown the way on.
/// </summary>
/// <remarks>One thread at a time, and not while the world is stepped by another. Not for robots: it reads the simulator's state.</remarks>
public sealed partial class GraspExpert : IGraspController
{
    private const double TouchN = 0.15;
    private const double LiftedM = 0.105;
    private readonly SimulatedWorld _world;
    private readonly SceneSnapshot _scene;
    private readonly GripPlanner _planner;
    private readonly TransitPlanner _transit;
    private readonly ExpertRollout _rollout;
    private readonly InverseKinematics _solver;
    private readonly List<RigidTransform> _failed = [];
    private readonly double[] _commandRad = new double[RobotModel.Dof];
    private readonly double[] _speedRadPerS = new double[RobotModel.Dof];
    private ExpertAim _aim;
    private int _target = -1;
    private double _startHeightM;
    private TimeSpan _since;
    private TimeSpan _touchedAt;
    private TimeSpan? _squeezedSince;
    private ActionChunk? _lastChunk;

    /// <summary>Makes an expert for a world.</summary>
    /// <param name="world">Stays the caller's.</param>
    public GraspExpert(SimulatedWorld world)
    {
        _world = world;
        _scene = new SceneSnapshot(world);
        _planner = new GripPlanner(world, _scene);
        _transit = new TransitPlanner(world.Robot, _scene);
        _rollout = new ExpertRollout(world.Robot);
        _solver = new InverseKinematics(world.Robot, new InverseKinematicsOptions { LimitMarginRad = 0.05, ElbowPositions = 16 });
        _aim = ExpertAim.AtRest(world.Robot);
    }

    /// <inheritdoc/>
    public string Name => "expert";

    /// <summary>Gets what it is doing.</summary>
    public ExpertPhase Phase => _aim.Phase;

    /// <summary>Gets how often the present grasp closed the hand, misses included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets the reason of the last failed attempt; empty when there was none.</summary>
    public string LastMiss { get; private set; } = "";

    /// <summary>Gets the pose that the point between the pads should have for the chosen grip, where the object is now; null while none is chosen. Frame: world.</summary>
    public RigidTransform? WorldFromGrip => _aim.Plan is { } plan && _target >= 0 ? _world.WorldFromObject(_target) * plan.ObjectFromGrip : null;

    /// <summary>Gets the width between the pads in the chosen grip; 0 while none is chosen. Unit: m.</summary>
    public double GripWidthM => _aim.Plan?.WidthM ?? 0;

    /// <summary>Gets the chosen grip in words, for traces.</summary>
    internal string Text => _aim.Plan is not { } plan ? "none" : $"width {plan.WidthM:0.000} m, cost {plan.Cost:0.00}, at {plan.WorldFromGrip.Translation}, open {plan.Open}, contact {plan.Contact}";

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation) =>
        BeginGrasp(GoalObject.Find(_world, goal.Box, observation.Head.Calibration, observation.HeadState.PositionsRad.Span));

    /// <summary>Starts to grasp a known object and lift it.</summary>
    /// <param name="target">Index of the object in the world.</param>
    public void BeginGrasp(int target)
    {
        _target = target;
        _failed.Clear();
        Attempts = 0;
        LastMiss = "";
        _startHeightM = _world.WorldFromObject(target).Translation.Z;
        _aim.Plan = null;
        _aim.Phase = ExpertPhase.Reach;
        _lastChunk = null;
        _squeezedSince = null;
    }

    /// <summary>
    /// Chooses the grip anew with the next answer, if the hand is still on its way: where others drive, the best way on from where
    /// they are may be another grip.
    /// </summary>
    public void Reconsider()
    {
        if (_aim.Phase == ExpertPhase.Reach)
            _aim.Plan = null;
    }

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) => BeginPlace(dropPointInWorld, observation.State);

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => BeginHome(observation.State);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation) => Act(observation.State);

    /// <summary>Returns the next chunk; pictures are not needed.</summary>
    /// <param name="state">Newest joint measurement.</param>
    public ControllerStep Act(RobotState state) => Act(state, default);

    /// <summary>Returns the next chunk where others drive as well, or chunks come late: the motion goes on with the command's true speed.</summary>
    /// <param name="state">Newest joint measurement.</param>
    /// <param name="commandRadPerS">Speed of the command in force; empty to estimate it from the last chunk. Shape: [7] or more. Unit: rad/s.</param>
    public ControllerStep Act(RobotState state, ReadOnlySpan<double> commandRadPerS)
    {
        ReadStart(state);
        for (int i = 0; i < Math.Min(RobotModel.ArmDof, commandRadPerS.Length); i++)
            if (_commandRad[i] == state.CommandedRad.Span[i])
                _speedRadPerS[i] = commandRadPerS[i];
        Judge(state);
        ActionChunk chunk = _rollout.Play(_aim, _commandRad, _speedRadPerS, state.At);
        _lastChunk = chunk;
        ControllerStatus status = _aim.Phase switch
        {
            ExpertPhase.Hold when LiftM() >= LiftedM && state.At - _since > TimeSpan.FromSeconds(0.3) => ControllerStatus.Done,
            ExpertPhase.Rest => ControllerStatus.Done,
            ExpertPhase.GaveUp => ControllerStatus.Failed,
            _ => ControllerStatus.Acting,
        };
        var again = TimeSpan.FromSeconds(_aim.Phase switch
        {
            ExpertPhase.Close or ExpertPhase.Release => 0.1,
            ExpertPhase.Reach or ExpertPhase.Carry or ExpertPhase.Home => 0.3,
            _ => 0.2,
        });
        return new ControllerStep(chunk, status, again, null, LastMiss.Length == 0 ? _aim.Phase.ToString() : $"{_aim.Phase} after {LastMiss}");
    }

    private double LiftM() => _world.WorldFromObject(_target).Translation.Z - _startHeightM;

    // The motion goes on from the command in force; where the robot was pushed away from it or others drove, from where it is.
    private void ReadStart(RobotState state)
    {
        ReadOnlySpan<double> command = state.CommandedRad.Span, measured = state.PositionsRad.Span, speed = state.VelocitiesRadPerS.Span;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            bool far = i < RobotModel.ArmDof && Math.Abs(command[i] - measured[i]) > 0.12;
            _commandRad[i] = far ? measured[i] : command[i];
            _speedRadPerS[i] = i < RobotModel.ArmDof ? speed[i] : 0;
        }

        if (_lastChunk is null || !IsFollowed(command, state.At))
            return;
        // Planned speed is smoother than measured speed.
        double at = ((state.At - _lastChunk.ObservedAt).TotalSeconds / ActionChunk.PeriodS) - 1;
        int before = (int)Math.Floor(at);
        if (before < 0 || before + 1 >= _lastChunk.Steps)
            return;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            double planned = (_lastChunk.Step(before + 1)[i] - _lastChunk.Step(before)[i]) / ActionChunk.PeriodS;
            if (Math.Abs(planned - speed[i]) < 0.5)
                _speedRadPerS[i] = planned;
        }
    }

    // Whether the command in force is about what the last chunk gives for now; it may not be where others drive.
    private bool IsFollowed(ReadOnlySpan<double> commandRad, TimeSpan now)
    {
        const double SameRad = 0.08;
        double at = ((now - _lastChunk!.ObservedAt).TotalSeconds / ActionChunk.PeriodS) - 1;
        int before = (int)Math.Floor(at);
        if (before < 0 || before + 1 >= _lastChunk.Steps)
            return true;
        ReadOnlySpan<double> a = _lastChunk.Step(before), b = _lastChunk.Step(before + 1);
        for (int i = 0; i < RobotModel.ArmDof; i++)
            if (Math.Abs(a[i] + ((b[i] - a[i]) * (at - before)) - commandRad[i]) > SameRad)
                return false;
        return true;
    }
}
