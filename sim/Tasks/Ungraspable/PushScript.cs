using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Pushes the object by its side, with the four fingertips in a row so that it comes to lie square to the hand: towards the wall with
/// straight fingers from the near side, towards the edge with fingers hooked over the far side.
/// </summary>
public sealed class PushScript : IBoardScript
{
    private const double BehindM = 0.028, HookBehindM = 0.018, AboveM = 0.025, OverM = 0.016, AcrossM = 0.02, LostM = 0.05, LeastTipM = 0.012;
    private const double PlacedM = 0.008, PastM = 0.012, PlacedRad = 0.08, StraightRad = 0.3, PitchRad = 25 * Math.PI / 180, HookPitchRad = 12 * Math.PI / 180, SteerM = 0.10, Recentre = 6, ThumbRad = -0.5, HookThumbRad = 0.5, Speed = 0.7, Ease = 9;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        Vector3d at = view.WorldFromObject.Translation, toGoal = new(view.Goal.X - at.X, view.Goal.Y - at.Y, 0), tips = Ends(view);
        bool hooks = Math.Abs(toGoal.Y) > PastM ? toGoal.Y > 0 : IsHooked(view);
        (Vector3d face, Vector3d outward) = Face(view, hooks);
        double pitch = hooks ? HookPitchRad : PitchRad, top = at.Z + view.HalfSize.Z;
        double yaw = view.YawRad;
        BoardMoves.Shape(view, hooks ? Hook(view.HalfSize.Z * 2) : StraightRad, hooks ? HookThumbRad : ThumbRad, hooks ? 0.3 : 0, action);

        double contactZ = Math.Max(LeastTipM, view.HalfSize.Z * 0.7) + Board.TopZ;
        Vector3d off = tips - face;
        double behind = (off.X * outward.X) + (off.Y * outward.Y);
        double across = Math.Abs((off.X * outward.Y) - (off.Y * outward.X));
        bool low = tips.Z < top - 0.002;
        Vector3d tool = view.WorldFromTool.Translation;
        if (toGoal.Length < PlacedM && Math.Abs(yaw) < PlacedRad)
        {
            BoardMoves.Turn(view, pitch, 0, action);
            BoardMoves.Go(view, low && behind < BehindM ? tool + (outward * 0.02) : tool + view.Pull, action, 0.5);
        }
        else if (low && behind > 0 && behind < LostM && across < LostM)
        {
            BoardMoves.Turn(view, pitch, 0, action);
            double speed = Math.Min(Speed, Math.Max(0.15, toGoal.Length * Ease));
            Vector3d way = toGoal.Length > 1e-6 ? toGoal * (1 / toGoal.Length) : default;
            // Off the line through the object's middle the push turns it: back to square, or not at all.
            var aside = new Vector3d(-way.Y, way.X, 0);
            double steer = Math.Clamp(((tips - at).X * aside.X) + ((tips - at).Y * aside.Y) - (SteerM * yaw), -0.05, 0.05);
            Vector3d move = (speed * way) - (Recentre * steer * aside);
            (action[0], action[1]) = ((float)Math.Clamp(move.X, -1, 1), (float)Math.Clamp(move.Y, -1, 1));
            action[2] = (float)Math.Clamp((contactZ - tips.Z - view.Pull.Z) * 20, -0.5, 0.5);
        }
        else
        {
            BoardMoves.Turn(view, pitch, hooks ? 0 : 0.5 * yaw, action);
            Vector3d before = face + (outward * (hooks ? HookBehindM : BehindM));
            bool over = new Vector3d(before.X - tips.X, before.Y - tips.Y, 0).Length < AcrossM;
            double height = over ? contactZ : top + AboveM;
            bool rises = !over && tips.Z < top + OverM;
            Vector3d to = rises ? new Vector3d(tips.X, tips.Y, height + 0.02) : new Vector3d(before.X, before.Y, height);
            BoardMoves.Go(view, tool + (to - tips), action, 0.9);
        }
    }

    // The bend at which the tips reach down to the board while the palm passes over the top.
    private static double Hook(double thicknessM) => Math.Clamp(0.5 + ((thicknessM - 0.02) * 14), 0.5, 1.0);

    private static Vector3d Ends(FlatObjectView view)
    {
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(view.WorldFromTool * Rm75.Model.FlangeFromTool.Inverse(), view.JointsRad[RobotModel.ArmDof..], ends);
        return 0.25 * (ends[1] + ends[2] + ends[3] + ends[4]);
    }

    private static bool IsHooked(FlatObjectView view) => view.Goal.Y + view.HalfSize.Y > Board.EdgeY;

    private static (Vector3d Face, Vector3d Outward) Face(FlatObjectView view, bool far)
    {
        (Vector3d rim, Vector3d outward) = BoardMoves.Rim(view);
        return far ? ((2 * view.WorldFromObject.Translation) - rim, -1 * outward) : (rim, outward);
    }
}
