using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <content>
/// The way on from states to which others drove: none of these rules applies while the robot follows the expert's own chunks
/// and nothing is in its way.
/// </content>
public sealed partial class GraspExpert
{
    // The expert's own motion stays within a few hundredths of a radian of its path and within a centimetre of its grip.
    private const double OffPathRad = 0.30;
    private const double AstrayM = 0.035;
    private const double BesideM = 0.045;
    private const double SqueezeLagRad = 0.05;
    private const double FirmN = 0.4;
    private static readonly TimeSpan SqueezeFor = TimeSpan.FromSeconds(0.15);
    private TimeSpan? _arrivedAt;
    private double[] _pathStartRad = new double[RobotModel.ArmDof];

    private void SetPath(double[][] path)
    {
        (_aim.PathRad, _aim.Next, _arrivedAt) = (path, 0, null);
        _pathStartRad = _commandRad[..RobotModel.ArmDof];
    }

    // The rest of the old path may lead through objects from where the arm is now.
    private void FindBack(RobotState state)
    {
        double[] from = _aim.Next == 0 ? _pathStartRad : _aim.PathRad[_aim.Next - 1], to = _aim.NextRad;
        ReadOnlySpan<double> at = state.PositionsRad.Span;
        double along = 0, length = 0;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            along += (at[i] - from[i]) * (to[i] - from[i]);
            length += (to[i] - from[i]) * (to[i] - from[i]);
        }

        double share = length > 1e-9 ? Math.Clamp(along / length, 0, 1) : 1, off = 0;
        for (int i = 0; i < RobotModel.ArmDof; i++)
            off = Math.Max(off, Math.Abs(from[i] + ((to[i] - from[i]) * share) - at[i]));
        if (off < OffPathRad)
            return;
        _scene.Refresh(_world);
        GripPlan plan = _aim.Plan!;
        Vector3d up = plan.WorldFromGrip.Rotation * new Vector3d(0, 0, -1);
        RigidTransform above = plan.WorldFromGrip with { Translation = plan.WorldFromGrip.Translation + (up * plan.BackOffM) };
        (double[][] path, _) = _transit.Plan(_commandRad, GripPlan.ToolAt(above, plan.Open, _world.Robot.FlangeFromTool), plan.Open);
        if (path.Length > 0)
            SetPath(path);
    }

    // The command has long arrived, but something keeps the arm a little away.
    private bool IsHeldUp(RobotState state)
    {
        bool arrived = _aim.Next == _aim.PathRad.Length - 1;
        for (int i = 0; i < RobotModel.ArmDof; i++)
            arrived &= Math.Abs(_aim.NextRad[i] - state.CommandedRad.Span[i]) < 0.01;
        _arrivedAt = arrived ? _arrivedAt ?? state.At : null;
        return state.At - _arrivedAt > TimeSpan.FromSeconds(0.4);
    }

    // Low and beside the grip: sideways from here the hand would sweep the object along.
    private bool IsDownBeside(RigidTransform goal, RigidTransform tool)
    {
        Vector3d up = _aim.WorldFromGrip.Rotation * new Vector3d(0, 0, -1), offset = tool.Translation - goal.Translation;
        double height = Vector3d.Dot(offset, up);
        return (offset - (up * height)).Length > BesideM && height < 0.6 * _aim.Plan!.BackOffM;
    }

    private bool IsAstray(RigidTransform tool)
    {
        HandClosing now = HandGeometry.Read(_commandRad);
        HandClosing soFar = now.FingerRad < _aim.Plan!.Contact.FingerRad ? now : _aim.Plan.Contact;
        return (GripPlan.ToolAt(_aim.WorldFromGrip, soFar, _world.Robot.FlangeFromTool).Translation - tool.Translation).Length > AstrayM;
    }

    // Whoever drove holds the object, though not by the grip that was planned: that is a grip as well, and letting go would be a step back.
    private void TakeOver(RobotState state, RigidTransform tool)
    {
        bool foreign = _aim.Phase is ExpertPhase.Reach or ExpertPhase.Descend || (_aim.Phase == ExpertPhase.Close && IsAstray(tool));
        if (!foreign || !IsSqueezed(state))
        {
            _squeezedSince = null;
            return;
        }

        _squeezedSince ??= state.At;
        if (state.At - _squeezedSince < SqueezeFor)
            return;
        _squeezedSince = null;
        HandClosing contact = HandGeometry.Read(state.PositionsRad.Span);
        RigidTransform worldFromGrip = GripPlan.GripAt(tool, contact, _world.Robot.FlangeFromTool);
        double lift = Math.Max(0.02, 0.145 - LiftM());
        var squeeze = new HandClosing(contact.FingerRad + 0.22, contact.ThumbRad + 0.30);
        _aim.Plan = new GripPlan(
            _world.WorldFromObject(_target).Inverse() * worldFromGrip, worldFromGrip, HandGeometry.ForGap(HandGeometry.WidestGapM), contact, squeeze, 0.06,
            new Vector3d(0, 0, lift), Math.Max(0.004, HandGeometry.Gap(contact)), 0);
        _aim.WorldFromGrip = worldFromGrip;
        Enter(ExpertPhase.Close, state);
    }

    // The object is what keeps the hand from closing further.
    private bool IsSqueezed(RobotState state)
    {
        HandClosing command = HandGeometry.Read(state.CommandedRad.Span), measured = HandGeometry.Read(state.PositionsRad.Span);
        return command.FingerRad - measured.FingerRad > SqueezeLagRad
            && _world.ContactForceN(_target, ContactPartner.Thumb) > FirmN && _world.ContactForceN(_target, ContactPartner.Finger) > FirmN;
    }
}
