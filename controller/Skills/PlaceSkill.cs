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
    private const double RiseM = 0.035;
    private const double DropM = 0.012;

    // A finger that is told to stretch and does not get this near has something between it and its neighbour.
    private const double WedgedRad = 0.06;
    private const double ShakeRad = 0.5;
    private const int MostShakes = 2;
    private static readonly Vector3d[] Shifts = [default, new(0, 0.04, 0), new(0.06, 0, 0), new(-0.06, 0, 0), new(0, 0.04, 0.04), new(0, 0, 0.04)];
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly Vector3d _dropPoint;
    private readonly HeldObject _held;
    private readonly List<Vector3d> _surroundings;
    private Rotation _rotation;
    private Vector3d _shift;
    private int _phase;
    private int _shakes;
    private double[] _over = [];
    private string _reason = "";

    /// <summary>Begins to place.</summary>
    /// <param name="context">Shared parts.</param>
    /// <param name="runner">Plays the motions.</param>
    /// <param name="dropPointInWorld">Where the underside should be released. Unit: m.</param>
    /// <param name="held">What is known of the object; null when nothing is.</param>
    /// <param name="observation">Newest observation.</param>
    public PlaceSkill(RobotContext context, MotionRunner runner, Vector3d dropPointInWorld, HeldObject? held, Observation observation)
    {
        _surroundings = context.Surroundings(observation, 0.13);
        _context = context;
        _runner = runner;
        _dropPoint = dropPointInWorld;
        _held = held ?? new HeldObject(new Vector3d(0, 0, 0.06), 0.06);
    }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        if (_runner.IsDone(state) && _phase == 3 && _shakes < MostShakes && IsWedged(state))
        {
            _shakes++;
            _runner.Begin(state, Shake(MotionRunner.Start(state)), 0.6);
        }
        else if (_runner.IsDone(state) && _phase < 4)
        {
            if (!Begin(state, _phase))
                return new SkillStep(_runner.Chunk(state), ControllerStatus.Failed, _runner.Wait(state), null, _reason, LooksNext: false);
            _phase++;
        }

        bool done = _phase == 4 && _runner.IsDone(state);
        string note = done ? "placed" : _phase switch { 1 => "carrying", 2 => "lowering", 3 => "letting go", _ => "going home" };
        return new SkillStep(_runner.Chunk(state), done ? ControllerStatus.Done : ControllerStatus.Acting, _runner.Wait(state), null, note, LooksNext: false);
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
                _runner.Begin(state, LetGo(state, start), 0.6);
                return true;
            default:
                RigidTransform tool = _context.Kinematics.WorldFromTool(start);
                List<double[]> up = _context.Paths.Line(start, Raised(tool, CarryM - RiseM), start.AsSpan(RobotModel.ArmDof)) ?? [start];
                up.AddRange(_context.Paths.Over(up[^1], _context.Robot.HomeRad.ToArray(), _surroundings).Skip(1));
                _runner.Begin(state, up);
                return true;
        }
    }

    // The thumb and the two middle fingers first, then a little up, then the others and the thumb aside: an outer finger that has
    // curled around something round would otherwise drag it against the straight ones and keep it.
    private List<double[]> LetGo(RobotState state, double[] start)
    {
        ReadOnlySpan<JointLimit> limits = _context.Robot.Limits;
        // Without the squeeze, or the fingers that stay would push the object away from the thumb that leaves.
        double[] relaxed = [.. start[..RobotModel.ArmDof], .. state.PositionsRad.Span[RobotModel.ArmDof..]];
        for (int i = RobotModel.ArmDof; i < relaxed.Length; i++)
            relaxed[i] = limits[i].Clamp(relaxed[i]);
        var inner = (double[])relaxed.Clone();
        foreach (int i in new[] { 1, 3, 4 })
            inner[RobotModel.ArmDof + i] = limits[RobotModel.ArmDof + i].LowerRad + 0.005;
        RigidTransform low = _context.Kinematics.WorldFromTool(start);
        List<double[]> path = [start, relaxed, .. _context.Paths.Line(inner, Raised(low, RiseM), inner.AsSpan(RobotModel.ArmDof)) ?? [inner]];
        var all = (double[])path[^1].Clone();
        for (int i = 1; i < RobotModel.HandDof; i++)
            all[RobotModel.ArmDof + i] = limits[RobotModel.ArmDof + i].LowerRad + 0.005;
        var aside = (double[])all.Clone();
        aside[RobotModel.ArmDof] = HandGeometry.AsideRad;
        path.AddRange([all, aside]);
        return path;
    }

    private static bool IsWedged(RobotState state)
    {
        ReadOnlySpan<double> measured = state.PositionsRad.Span, wanted = state.CommandedRad.Span;
        for (int i = RobotModel.ArmDof + 2; i < RobotModel.Dof; i++)
            if (measured[i] - wanted[i] > WedgedRad)
                return true;
        return false;
    }

    // A bottle's neck that hangs between two straight fingers: down again, and every other finger bends and stretches in turn.
    private List<double[]> Shake(double[] start)
    {
        RigidTransform tool = _context.Kinematics.WorldFromTool(start);
        List<double[]> path = _context.Paths.Line(start, Raised(tool, -RiseM), start.AsSpan(RobotModel.ArmDof)) ?? [start];
        double[] open = path[^1];
        foreach (int first in new[] { 2, 3, 2 })
        {
            var bent = (double[])open.Clone();
            for (int i = first; i < RobotModel.HandDof; i += 2)
                bent[RobotModel.ArmDof + i] += ShakeRad;
            path.AddRange([bent, open]);
        }

        path.AddRange(_context.Paths.Line(open, tool, open.AsSpan(RobotModel.ArmDof)) ?? []);
        return path;
    }

    private bool Carry(RobotState state, double[] start)
    {
        // First as it is held, then with the hand set more upright or over another place in the tray.
        Rotation held = _context.Kinematics.WorldFromTool(start).Rotation;
        Vector3d down = held * new Vector3d(0, 0, 1), turn = Vector3d.Cross(down, new Vector3d(0, 0, -1));
        double tilt = Math.Atan2(turn.Length, -down.Z);
        foreach (double upright in new[] { 0, 0.5, 1 })
            foreach (Vector3d shift in Shifts)
            {
                _rotation = upright > 0 && turn.Length > 1e-6 ? Rotation.FromAxisAngle(turn, upright * tilt) * held : held;
                _shift = shift + new Vector3d(0, 0, 0.5 * _held.HeightM * Math.Sin(upright * tilt));
                if (Over(start))
                {
                    double[] goal = [.. _over, .. start[RobotModel.ArmDof..]];
                    _runner.Begin(state, _context.Paths.Over(start, goal, _surroundings, Math.Max(0, _held.CenterInTool.Z)), 0.8);
                    return true;
                }
            }

        _reason = $"the drop point ({_dropPoint.X:0.00}, {_dropPoint.Y:0.00}, {_dropPoint.Z:0.00}) m is out of reach with the object as it is held";
        return false;
    }

    // Finds the turn of the hand that the arm reaches most easily from here; the object turns with it.
    private bool Over(double[] start)
    {
        double best = double.MaxValue;
        for (int i = 0; i < 24; i++)
        {
            Rotation turned = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), i * Math.PI / 12) * _rotation;
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

        return best < double.MaxValue;
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
        Vector3d origin = _dropPoint + _shift + new Vector3d(0, 0, DropM) - (rotation * _held.CenterInTool);
        return new RigidTransform(rotation, origin with { Z = Math.Max(origin.Z, 0.06) });
    }

    private static RigidTransform Raised(RigidTransform pose, double riseM) => new(pose.Rotation, pose.Translation + new Vector3d(0, 0, riseM));
}
