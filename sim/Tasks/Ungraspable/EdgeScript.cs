using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Takes an object that reaches out over the edge: open before the rim, in with the thumb below, close, lift.</summary>
public sealed class EdgeScript : IBoardScript
{
    private const double PitchRad = 0;
    private const double SpareM = 0.03, RaiseM = 0.010, BeforeM = 0.045, NearM = 0.012, HeldRad = 0.2, CloseRad = 0.06, FingersRad = 0.22, ThumbRad = 0.27;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        (Vector3d rim, Vector3d outward) = BoardMoves.Rim(view);
        double yaw = Math.Atan2(-outward.X, outward.Y), squeeze = BoardMoves.Squeeze(view);
        BoardMoves.Turn(view, PitchRad, yaw, action);
        double fingers = view.TargetsRad[9], thumb = view.TargetsRad[8];
        if (squeeze > HeldRad)
        {
            BoardMoves.Shape(view, view.JointsRad[9] + FingersRad, view.JointsRad[8] + ThumbRad, HandGeometry.ThumbTurnRad, action);
            BoardMoves.Go(view, view.WorldFromTool.Translation + view.Pull + new Vector3d(0, 0, view.LowestM < 0.11 ? 0.02 : 0), action, 0.5);
            return;
        }

        double depth = Math.Clamp(rim.Y - Board.EdgeY - 0.012, 0.015, 0.055);
        HandClosing open = HandGeometry.ForGap((2 * view.HalfSize.Z) + SpareM);
        Vector3d grasp = RimGrasp.ToolFor(rim - (outward * depth) + new Vector3d(0, 0, RaiseM), PitchRad, yaw, new HandClosing(fingers, thumb));
        Vector3d off = view.WorldFromTool.Translation - grasp;
        double ahead = (off.X * outward.X) + (off.Y * outward.Y);
        double side = new Vector3d(off.X - (ahead * outward.X), off.Y - (ahead * outward.Y), off.Z).Length;
        if (off.Length < NearM || (squeeze > 0.06 && off.Length < 0.04))
        {
            BoardMoves.Shape(view, Math.Min(fingers + CloseRad, view.JointsRad[9] + FingersRad), Math.Min(thumb + CloseRad, view.JointsRad[8] + ThumbRad), HandGeometry.ThumbTurnRad, action);
            BoardMoves.Go(view, grasp, action, 0.3);
            return;
        }

        BoardMoves.Shape(view, open.FingerRad, open.ThumbRad, HandGeometry.ThumbTurnRad, action);
        BoardMoves.Go(view, side < NearM ? grasp : grasp + (outward * (depth + BeforeM)), action, side < NearM ? 0.5 : 0.8);
    }
}
