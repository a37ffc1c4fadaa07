using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Tilts an object that lies at the wall: presses the thumb's end against the near side and raises that side by friction, bending the
/// thumb, while the wall holds the far one. It then closes, and hardly ever holds what it has tilted: a start for learning.
/// </summary>
public sealed class WallScript : IBoardScript
{
    private const double PitchRad = 5 * Math.PI / 180, ThumbRad = -0.3, BeforeM = 0.03, EndZ = 0.0125, AcrossM = 0.02;
    private const double PressM = 0.022, RaisePerStep = 0.16, UnderM = 0.012, DeepM = 0.028, HeldRad = 0.2, CloseRad = 0.08, PressRad = 0.35;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        (Vector3d rim, Vector3d outward) = BoardMoves.Rim(view);
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(view.WorldFromTool * Rm75.Model.FlangeFromTool.Inverse(), view.JointsRad[RobotModel.ArmDof..], ends);
        Vector3d down = view.WorldFromObject.Rotation * new Vector3d(0, 0, -1), bottom = rim + (down * view.HalfSize.Z), thumb = ends[0], tool = view.WorldFromTool.Translation;
        double yaw = Math.Atan2(-outward.X, outward.Y), raised = bottom.Z - Board.TopZ, squeeze = view.TargetsRad[8] - view.JointsRad[8];
        Vector3d off = thumb - rim;
        double ahead = (off.X * outward.X) + (off.Y * outward.Y), across = (off.X * outward.Y) - (off.Y * outward.X);
        RimGrasp plan = RimGrasp.For(2 * view.HalfSize.Z, 0.05);
        double tilt = Math.Asin(Math.Clamp(raised / (2 * view.HalfSize.Y), 0, 0.6));
        BoardMoves.Turn(view, PitchRad + (0.7 * tilt), yaw, action);
        if (ahead < -DeepM || squeeze > HeldRad)
        {
            BoardMoves.Shape(view, plan.FingersRad + 0.3, Math.Min(view.TargetsRad[8] + CloseRad, view.JointsRad[8] + PressRad), RimGrasp.ThumbTurnRad, action);
            BoardMoves.Go(view, tool + view.Pull + new Vector3d(0, 0, 0.004), action, 0.3);
            return;
        }

        BoardMoves.Shape(view, 0.15, ThumbRad, RimGrasp.ThumbTurnRad, action);
        if (ahead > BeforeM + 0.012 || Math.Abs(across) > AcrossM || (ahead > 0.012 && thumb.Z > Board.TopZ + EndZ + 0.01))
        {
            bool low = thumb.Z < Board.TopZ + (2 * view.HalfSize.Z) + 0.02, far = ahead > 0.015;
            Vector3d before = new(rim.X + (outward.X * BeforeM), rim.Y + (outward.Y * BeforeM), Board.TopZ + EndZ);
            Vector3d to = far || !low ? before : thumb + (outward * 0.03);
            BoardMoves.Go(view, tool + (to - thumb), action, 0.8);
            return;
        }

        double pull = -((view.Pull.X * outward.X) + (view.Pull.Y * outward.Y));
        double press = Math.Clamp((PressM - pull) / Board.Wrist.StepM, -0.5, 0.5);
        (action[0], action[1]) = ((float)(-outward.X * press), (float)(-outward.Y * press));
        action[2] = (float)(pull < 0.6 * PressM ? 0 : raised > UnderM && ahead > -0.002 ? -0.02 : RaisePerStep);
    }
}
