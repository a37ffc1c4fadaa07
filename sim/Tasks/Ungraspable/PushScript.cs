using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Drags the object from above: fingertips and thumb down onto its top, then towards the goal and square. Drops the hand's weight on
/// thick and thin objects alike; where the top slips through, it presses on and drags again.
/// </summary>
public sealed class PushScript : IBoardScript
{
    private const double PitchRad = 32 * Math.PI / 180, FingersRad = 0.35, ThumbRad = -0.1, ThumbTurnRad = 0.4;
    private const double OverM = 0.045, OnTopM = 0.025, PressM = 0.014, FirmM = 0.006, LostM = 0.05, PlacedM = 0.008, PlacedRad = 0.07;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        Vector3d at = view.WorldFromObject.Translation, middle = default;
        for (int i = 1; i < HandKinematics.Tips; i++)
            middle += view.Tips[i] * 0.25;
        double top = at.Z + view.HalfSize.Z, above = middle.Z - top - 0.008;
        var toGoal = new Vector3d(view.Goal.X - at.X, view.Goal.Y - at.Y, 0);
        double yaw = view.YawRad;
        BoardMoves.Shape(view, FingersRad, ThumbRad, ThumbTurnRad, action);
        var toMiddle = new Vector3d(at.X - middle.X, at.Y - middle.Y, 0);
        Vector3d tool = view.WorldFromTool.Translation;
        if (toGoal.Length < PlacedM && Math.Abs(yaw) < PlacedRad)
        {
            BoardMoves.Turn(view, PitchRad, 0, action);
            BoardMoves.Go(view, tool + new Vector3d(0, 0, above < OverM ? 0.02 : 0), action, 0.6);
        }
        else if (above > OnTopM && toMiddle.Length > 0.015)
        {
            BoardMoves.Turn(view, PitchRad, 0, action);
            BoardMoves.Go(view, tool + toMiddle + new Vector3d(0, 0, OverM - above), action);
        }
        else if (toMiddle.Length > LostM)
        {
            BoardMoves.Go(view, tool + new Vector3d(0, 0, 0.03), action);
        }
        else if (view.Pull.Z > -FirmM)
        {
            BoardMoves.Go(view, tool + toMiddle + new Vector3d(0, 0, -0.03), action, 0.5);
        }
        else
        {
            // Down by a fixed stretch of the leash: that is the force; along by what is left to go.
            double speed = Math.Min(0.7, toGoal.Length * 12);
            Vector3d drag = toGoal.Length > 1e-6 ? toGoal * (speed / toGoal.Length) : default;
            double press = Math.Clamp((-PressM - view.Pull.Z) / Board.Wrist.StepM, -1, 1);
            (action[0], action[1], action[2]) = ((float)drag.X, (float)drag.Y, (float)press);
            action[4] = (float)Math.Clamp(-yaw * 3, -0.6, 0.6);
        }
    }
}
