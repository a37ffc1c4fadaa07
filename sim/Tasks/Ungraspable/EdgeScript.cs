using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Takes an object that reaches out over the edge: open before the rim, in with the thumb below, thumb up, lift.</summary>
public sealed class EdgeScript : IBoardScript
{
    private const double PitchRad = 0, RaiseM = 0.008, BeforeM = 0.05, NearM = 0.012, HeldRad = 0.2, CloseRad = 0.06, StiffRad = 0.15, PressRad = 0.3;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        (Vector3d rim, Vector3d outward) = BoardMoves.Rim(view);
        double yaw = Math.Atan2(-outward.X, outward.Y), thumb = view.JointsRad[8], squeeze = view.TargetsRad[8] - thumb;
        RimGrasp plan = RimGrasp.For(2 * view.HalfSize.Z, rim.Y - Board.EdgeY);
        if (squeeze > HeldRad)
        {
            // What is held is not aligned with any more: it would turn with the hand, and the hand with it.
            BoardMoves.Shape(view, plan.FingersRad + StiffRad, Math.Min(view.TargetsRad[8] + CloseRad, thumb + PressRad), RimGrasp.ThumbTurnRad, action);
            BoardMoves.Go(view, view.WorldFromTool.Translation + view.Pull + (view.LowestM < 0.11 ? new Vector3d(0, 0.01, 0.02) : default), action, 0.3);
            return;
        }

        BoardMoves.Turn(view, PitchRad, yaw, action);
        Vector3d touch = rim - (outward * plan.ThumbDepthM) - new Vector3d(0, 0, view.HalfSize.Z + RimGrasp.TipRadiusM - RaiseM);
        Vector3d grasp = plan.ToolFor(touch, Board.WorldFromHand(PitchRad, yaw));
        Vector3d off = view.WorldFromTool.Translation - grasp;
        double ahead = (off.X * outward.X) + (off.Y * outward.Y);
        double side = new Vector3d(off.X - (ahead * outward.X), off.Y - (ahead * outward.Y), off.Z).Length;
        if (off.Length < NearM || (squeeze > 0.05 && off.Length < 0.04))
        {
            BoardMoves.Shape(view, plan.FingersRad + StiffRad, view.TargetsRad[8] + CloseRad, RimGrasp.ThumbTurnRad, action);
            BoardMoves.Go(view, grasp, action, 0.3);
            return;
        }

        BoardMoves.Shape(view, plan.FingersRad, RimGrasp.OpenThumbRad, RimGrasp.ThumbTurnRad, action);
        BoardMoves.Go(view, side < NearM ? grasp : grasp + (outward * (plan.ThumbDepthM + BeforeM)), action, side < NearM ? 0.5 : 0.8);
    }
}
