using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <content>Carrying, releasing and going home.</content>
public sealed partial class GraspExpert
{
    private const double CarryAboveM = 0.09;
    private static readonly (double LeanRad, double AboveM)[] Releases = [(0, 0.006), (0, 0.03), (0.3, 0.01), (0.3, 0.04), (0.55, 0.02), (0.55, 0.06), (0, 0.08), (0.3, 0.10)];

    /// <summary>Starts to carry what the hand holds to a point, release it there and go home.</summary>
    /// <param name="dropPointInWorld">Where the object's underside should be released. Unit: m.</param>
    /// <param name="state">Newest joint measurement.</param>
    public void BeginPlace(Vector3d dropPointInWorld, RobotState state)
    {
        ReadStart(state);
        RigidTransform tool = _solver.Kinematics.WorldFromTool(_commandRad);
        _scene.Refresh(_world);
        Vector3d centre = _target < 0 ? tool.Translation : _scene.Centres[_target];
        // Upright and low first; the tray's far side is reached only by a hand that leans outwards or lets go a little higher.
        foreach ((double lean, double above) in Releases)
            for (int turn = 0; turn < 12; turn++)
            {
                double angle = (turn + 1) / 2 * (turn % 2 == 0 ? -1 : 1) * Math.PI / 6;
                Rotation about = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), -lean) * Rotation.FromAxisAngle(new Vector3d(0, 0, 1), angle);
                Vector3d drop = dropPointInWorld + new Vector3d(0, 0, above - LowestTurned(centre, about));
                var lowered = new RigidTransform(about * tool.Rotation, drop + (about * (tool.Translation - centre)));
                RigidTransform high = lowered with { Translation = lowered.Translation + new Vector3d(0, 0, CarryAboveM) };
                Span<double> down = stackalloc double[RobotModel.ArmDof];
                var posture = new double[RobotModel.ArmDof];
                if (!_solver.SolveFresh(high, _commandRad, posture).Success)
                    continue;
                double[][] path = _transit.Line(_commandRad[..RobotModel.ArmDof], high) ?? [posture];
                if (!_solver.Track(lowered, path[^1], down).Success)
                    continue;
                (_aim.PathRad, _aim.Next) = (path, 0);
                _aim.WorldFromToolGoal = lowered;
                _aim.Opened = HandGeometry.ForGap(Math.Min((_aim.Plan?.WidthM ?? 0.05) + 0.04, HandGeometry.WidestGapM));
                Enter(ExpertPhase.Carry, state);
                return;
            }

        LastMiss = "the drop point is out of reach";
        Enter(ExpertPhase.GaveUp, state);
    }

    /// <summary>Starts to go home: what the hand holds is first set down where it is, an empty hand goes straight up.</summary>
    /// <param name="state">Newest joint measurement.</param>
    public void BeginHome(RobotState state)
    {
        ReadStart(state);
        _lastChunk = null;
        RigidTransform tool = _solver.Kinematics.WorldFromTool(_commandRad);
        _aim.Opened = HandGeometry.ForGap(HandGeometry.WidestGapM);
        if (_target >= 0 && _aim.Plan is not null && IsTouched())
        {
            _scene.Refresh(_world);
            _aim.WorldFromToolGoal = tool with { Translation = tool.Translation - new Vector3d(0, 0, Math.Max(0, Underside(_target) - 0.01)) };
            Enter(ExpertPhase.Lower, state);
        }
        else
        {
            BackOut(ExpertPhase.Home, state, tool);
        }
    }

    private void JudgePlacing(RobotState state, RigidTransform tool)
    {
        TimeSpan lasted = state.At - _since;
        if (_target < 0 || IsTouched())
            _touchedAt = state.At;
        switch (_aim.Phase)
        {
            case ExpertPhase.Carry when state.At - _touchedAt > TimeSpan.FromSeconds(0.5):
                LastMiss = "it slipped out while being carried";
                _aim.Plan = null;
                BackOut(ExpertPhase.GaveUp, state, tool);
                break;
            case ExpertPhase.Carry when _aim.Pass(state.PositionsRad.Span) < 0.04 || lasted > TimeSpan.FromSeconds(9):
                Enter(ExpertPhase.Lower, state);
                break;
            case ExpertPhase.Lower when (tool.Translation - _aim.WorldFromToolGoal.Translation).Length < 0.01 || lasted > TimeSpan.FromSeconds(3):
                Enter(ExpertPhase.Release, state);
                break;
            case ExpertPhase.Release when (HandGeometry.Read(state.CommandedRad.Span).DistanceTo(_aim.Opened) < 0.03 && lasted > TimeSpan.FromSeconds(0.3)) || lasted > TimeSpan.FromSeconds(2):
                _aim.Plan = null;
                BackOut(ExpertPhase.Home, state, tool);
                break;
            case ExpertPhase.Home when _aim.Pass(state.PositionsRad.Span) < 0.05:
                Enter(ExpertPhase.Rest, state);
                break;
        }
    }

    private void PlanHome()
    {
        _scene.Refresh(_world);
        double[] home = _world.Robot.HomeRad.Span[..RobotModel.ArmDof].ToArray();
        (double[][] path, _) = _transit.Plan(_commandRad, _solver.Kinematics.WorldFromTool(home), _aim.Opened);
        // The last posture has the tool at its place; the joints may still be others than at rest.
        (_aim.PathRad, _aim.Next) = ([.. path.SkipLast(1), home], 0);
    }

    // How far below its centre the object reaches once it is turned. Unit: m; negative.
    private double LowestTurned(Vector3d centre, Rotation about)
    {
        if (_target < 0)
            return 0;
        double lowest = 0;
        foreach (SurfacePoint point in _scene.Surface(_target))
            lowest = Math.Min(lowest, (about * (point.Position - centre)).Z);
        return lowest;
    }

    private double Underside(int index)
    {
        double lowest = double.PositiveInfinity;
        foreach (SurfacePoint point in _scene.Surface(index))
            lowest = Math.Min(lowest, point.Position.Z);
        return lowest;
    }
}
