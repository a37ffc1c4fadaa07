using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>Carries what the hand holds over the drop point, lowers it, opens, rises and goes home.</summary>
internal sealed class PlaceSkill : ISkill
{
    private const double CarryM = 0.12;
    private const double DropM = 0.012;
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly Vector3d _dropPoint;
    private readonly HeldObject _held;
    private int _phase;
    private double[] _over = [];
    private string _reason = "";

    /// <summary>Begins to place.</summary>
    /// <param name="context">Shared parts.</param>
    /// <param name="runner">Plays the motions.</param>
    /// <param name="dropPointInWorld">Where the underside should be released. Unit: m.</param>
    /// <param name="held">What is known of the object; null when nothing is.</param>
    public PlaceSkill(RobotContext context, MotionRunner runner, Vector3d dropPointInWorld, HeldObject? held)
    {
        _context = context;
        _runner = runner;
        _dropPoint = dropPointInWorld;
        _held = held ?? new HeldObject(new Vector3d(0, 0, 0.06), 0.06);
    }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        if (_runner.IsDone(state) && _phase < 4)
        {
            if (!Begin(state, _phase))
                return new SkillStep(_runner.Chunk(state), ControllerStatus.Failed, _runner.Wait(state), null, _reason);
            _phase++;
        }

        bool done = _phase == 4 && _runner.IsDone(state);
        string note = done ? "placed" : _phase switch { 1 => "carrying", 2 => "lowering", 3 => "letting go", _ => "going home" };
        return new SkillStep(_runner.Chunk(state), done ? ControllerStatus.Done : ControllerStatus.Acting, _runner.Wait(state), null, note);
    }

    private bool Begin(RobotState state, int phase)
    {
        double[] start = MotionRunner.Start(state);
        switch (phase)
        {
            case 0:
                return Carry(state, start);
            case 1:
                return Lower(state, start);
            case 2:
                // Wide open first, then the thumb aside: something round can stay between the roots of thumb and fingers.
                var open = (double[])start.Clone();
                for (int i = 1; i < RobotModel.HandDof; i++)
                    open[RobotModel.ArmDof + i] = _context.Robot.Limits[RobotModel.ArmDof + i].LowerRad + 0.005;
                var aside = (double[])open.Clone();
                aside[RobotModel.ArmDof] = HandGeometry.AsideRad;
                _runner.Begin(state, [start, open, aside]);
                return true;
            default:
                RigidTransform tool = _context.Kinematics.WorldFromTool(start);
                List<double[]> up = _context.Paths.Line(start, Raised(tool, CarryM), start.AsSpan(RobotModel.ArmDof)) ?? [start];
                up.AddRange(_context.Paths.Over(up[^1], _context.Robot.HomeRad.ToArray(), []).Skip(1));
                _runner.Begin(state, up);
                return true;
        }
    }

    private bool Carry(RobotState state, double[] start)
    {
        // The turn of the hand that the arm reaches most easily from here; the object turns with it.
        RigidTransform tool = _context.Kinematics.WorldFromTool(start);
        double best = double.MaxValue;
        for (int i = 0; i < 24; i++)
        {
            Rotation turned = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), i * Math.PI / 12) * tool.Rotation;
            RigidTransform release = Release(turned), above = Raised(release, CarryM);
            var aboveRad = new double[RobotModel.ArmDof];
            var releaseRad = new double[RobotModel.ArmDof];
            InverseKinematicsResult high = _context.Inverse.SolveFresh(above, start, aboveRad);
            if (!high.Success || high.LimitMarginRad < 0.07 || !_context.Inverse.Track(release, aboveRad, releaseRad).Success)
                continue;
            double cost = 0;
            for (int j = 0; j < aboveRad.Length; j++)
                cost = Math.Max(cost, Math.Abs(aboveRad[j] - start[j])) + (0.2 * Math.Max(0, Math.Abs(releaseRad[j] - aboveRad[j]) - 0.5));
            if (cost < best)
                (best, _over) = (cost, aboveRad);
        }

        if (best == double.MaxValue)
        {
            _reason = $"the drop point ({_dropPoint.X:0.00}, {_dropPoint.Y:0.00}, {_dropPoint.Z:0.00}) m is out of reach with the object as it is held";
            return false;
        }

        double[] goal = [.. _over, .. start[RobotModel.ArmDof..]];
        _runner.Begin(state, _context.Paths.Over(start, goal, [], Math.Max(0, _held.CenterInTool.Z)), 0.8);
        return true;
    }

    private bool Lower(RobotState state, double[] start)
    {
        RigidTransform release = Release(_context.Kinematics.WorldFromTool(start).Rotation);
        if (_context.Paths.Line(start, release, start.AsSpan(RobotModel.ArmDof)) is { } down)
            _runner.Begin(state, down, 0.7);
        return true;
    }

    private RigidTransform Release(Rotation rotation)
    {
        Vector3d origin = _dropPoint + new Vector3d(0, 0, DropM) - (rotation * _held.CenterInTool);
        return new RigidTransform(rotation, origin with { Z = Math.Max(origin.Z, 0.06) });
    }

    private static RigidTransform Raised(RigidTransform pose, double riseM) => new(pose.Rotation, pose.Translation + new Vector3d(0, 0, riseM));
}
