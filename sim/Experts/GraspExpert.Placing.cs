using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <content>Carrying, releasing and going home.</content>
public sealed partial class GraspExpert
{
    private const double CarryAboveM = 0.09;

    /// <summary>Starts to carry what the hand holds to a point, release it there and go home.</summary>
    /// <param name="dropPointInWorld">Where the object's underside should be released. Unit: m.</param>
    /// <param name="state">Newest joint measurement.</param>
    public void BeginPlace(Vector3d dropPointInWorld, RobotState state)
    {
        ReadStart(state);
        RigidTransform tool = _solver.Kinematics.WorldFromTool(_commandRad);
        _scene.Refresh(_world);
        Vector3d centre = _target < 0 ? tool.Translation : _scene.Centres[_target];
        double underside = _target < 0 ? tool.Translation.Z : Underside(_target);
        Vector3d shift = dropPointInWorld + new Vector3d(0, 0, 0.006) - (centre with { Z = underside });
        for (int turn = 0; turn < 24; turn++)
        {
            // Nearest turns first: 0, 15, -15, 30, ... degrees about the object's upright axis; leaning hands when no upright one reaches.
            double angle = ((turn % 12) + 1) / 2 * (turn % 2 == 0 ? -1 : 1) * Math.PI / 12;
            var about = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), angle);
            if (turn >= 12)
                about = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), 0.3) * about;
            var lowered = new RigidTransform(about * tool.Rotation, centre + shift + (about * (tool.Translation - centre)));
            RigidTransform above = lowered with { Translation = lowered.Translation + new Vector3d(0, 0, CarryAboveM) };
            Span<double> down = stackalloc double[RobotModel.ArmDof];
            var posture = new double[RobotModel.ArmDof];
            if (!_solver.SolveFresh(above, _commandRad, posture).Success || !_solver.Track(lowered, posture, down).Success)
                continue;
            (_aim.PathRad, _aim.Next) = ([posture], 0);
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
        switch (_aim.Phase)
        {
            case ExpertPhase.Carry when _aim.Pass(state.PositionsRad.Span) < 0.04 || lasted > TimeSpan.FromSeconds(6):
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

    private double Underside(int index)
    {
        double lowest = double.PositiveInfinity;
        foreach (SurfacePoint point in _scene.Surface(index))
            lowest = Math.Min(lowest, point.Position.Z);
        return lowest;
    }
}
