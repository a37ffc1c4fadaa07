using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Takes an object that lies at the wall: the fingers press the near face and rise, by friction, until it leans at 40 degrees; the thumb
/// goes below the rim and carries it; the fingers straighten over the top; both close, and what is firm is lifted.
/// </summary>
public sealed class WallScript : IBoardScript
{
    private const double DeepM = 0.022, LittleDeepM = 0.010, CarriesRad = 0.05, MostTiltRad = 0.78, LowTiltRad = 0.6, ThumbStepRad = 0.06, ThumbRangeRad = 0.1, CarryM = 0.003;
    private const double PressedRad = 0.25, PressGain = 0.03, MostPressM = 0.004, StraightRad = 0.1, FingersStepRad = 0.08, RiseM = 0.004;
    private const double OverM = 0.004, OverDepthM = 0.034, AboveM = 0.006, ForwardM = 0.008, LiftPitchRad = -20 * Math.PI / 180, PitchStepRad = 0.03;

    /// <inheritdoc/>
    public void Act(FlatObjectView view, Span<float> action)
    {
        action.Clear();
        var at = new WallState(view);
        double tip = at.Above(at.Tip), before = at.Before(at.Tip);
        bool above = at.Holds || tip > at.HalfM + WallHand.RadiusM + 0.002 || (before < -OverM && tip > at.HalfM);
        if (!IsUnder(at))
            WallRaise.Act(at, action);
        else if (above)
            Close(at, action);
        else if (before > -OverM && at.GapM > CarryM && at.ThumbLagRad < 0.06)
            Support(at, action);
        else
            Free(at, action);
    }

    /// <summary>Moves the grasp centre by a vector, slower where that is more than a step.</summary>
    /// <param name="move">World frame. Unit: m.</param>
    /// <param name="action">Shape: [8]; entries 0 to 2 are set.</param>
    internal static void Move(Vector3d move, Span<float> action)
    {
        Vector3d share = move / Board.Wrist.StepM;
        share /= Math.Max(1, Math.Max(Math.Abs(share.X), Math.Max(Math.Abs(share.Y), Math.Abs(share.Z))));
        (action[0], action[1], action[2]) = ((float)share.X, (float)share.Y, (float)share.Z);
    }

    private static bool IsUnder(in WallState at)
    {
        double before = at.Before(at.Thumb);
        if (at.TurnRad < 1.3 || at.Above(at.Thumb) > -at.HalfM - 0.002)
            return false;
        return before < -DeepM || (before < -LittleDeepM && (at.ThumbLagRad > CarriesRad || at.BendTargetRad > 1.05 - (0.4 * at.Thickness) || at.Above(at.Tip) > at.HalfM));
    }

    // The thumb comes up to the bottom face while the fingers keep the rim where it is.
    private static void Support(in WallState at, Span<float> action)
    {
        BoardMoves.Shape(at.View, at.BendTargetRad, at.ThumbTargetRad + ThumbStepRad, WallHand.OpposedRad, action);
        double press = Math.Clamp((PressedRad - Math.Abs(at.FingersLagRad)) * PressGain, -MostPressM, MostPressM);
        Move((at.TiltRad > MostTiltRad ? CarryM : -press) * at.Along, action);
    }

    // The fingers leave the near face and straighten, which takes them up along it; what the thumb carries stays.
    private static void Free(in WallState at, Span<float> action)
    {
        double before = at.Before(at.Tip), bend = at.BendRad;
        Vector3d move = RiseM * at.Along;
        if (at.FingersLagRad >= -0.05 || at.BendTargetRad <= 0.2 || before >= WallHand.RadiusM + 0.002)
        {
            bend = Math.Max(StraightRad, at.BendTargetRad - FingersStepRad);
            double ahead = -Vector3d.Dot(Shift(at, bend), at.Along);
            move = (Math.Clamp(WallHand.RadiusM + 0.005 - before, -0.003, 0.006) + Math.Clamp(ahead, 0, 0.006)) * at.Along;
        }

        if (at.BendTargetRad < 0.15 && at.BendRad < 0.22)
            move += RiseM * at.Up;
        BoardMoves.Shape(at.View, bend, Carry(at, move, MostTiltRad), WallHand.OpposedRad, action);
        Move(move, action);
    }

    private static void Close(in WallState at, Span<float> action)
    {
        FlatObjectView view = at.View;
        if (-at.Before(at.Tip) < OverDepthM && at.FingersLagRad < 0.08)
        {
            // Over the top, and lower meanwhile: flatter, the rim asks for less height and thumb and fingers are nearer to opposite each other.
            double bend = Math.Max(0.15, at.BendTargetRad - FingersStepRad);
            Vector3d shift = Shift(at, bend);
            double height = at.Above(at.Tip) - at.HalfM - WallHand.RadiusM, rise = Math.Clamp(AboveM - height, -AboveM, AboveM) - Vector3d.Dot(shift, at.Up);
            Vector3d move = (rise * at.Up) - ((ForwardM + Math.Max(Math.Min(0, Vector3d.Dot(shift, at.Along)), -ForwardM)) * at.Along);
            BoardMoves.Shape(view, bend, Carry(at, move, LowTiltRad), WallHand.OpposedRad, action);
            BoardMoves.Turn(view, at.PitchRad + Math.Clamp(Math.Min(0, at.TiltRad - 0.1) - at.PitchRad, -PitchStepRad, PitchStepRad), at.YawRad, action);
            Move(move, action);
            return;
        }

        BoardMoves.Shape(view, Math.Min(at.BendTargetRad + 0.12, at.BendRad + 0.3), Math.Min(at.ThumbTargetRad + 0.08, at.ThumbRad + 0.35), WallHand.OpposedRad, action);
        if (!at.Holds)
            return;
        Move(new Vector3d(0, 0, RiseM), action);
        BoardMoves.Turn(view, LiftPitchRad, at.YawRad, action);
    }

    // By how much the fingers' ends move when they bend from their target to another.
    private static Vector3d Shift(in WallState at, double bendRad) => Hand(at) * (WallHand.Fingers(bendRad) - WallHand.Fingers(at.BendTargetRad));

    private static Rotation Hand(in WallState at) => Board.WorldFromHand(at.PitchRad, at.YawRad);

    // The thumb's bend at which its end stays on the bottom face while the hand moves.
    private static double Carry(in WallState at, Vector3d move, double mostTiltRad)
    {
        const double Small = 0.01;
        Vector3d lift = WallHand.Thumb(WallHand.OpposedRad, at.ThumbTargetRad + Small) - WallHand.Thumb(WallHand.OpposedRad, at.ThumbTargetRad);
        double perRad = Math.Max(0.03, Vector3d.Dot(Hand(at) * lift, at.Up) / Small), up = at.GapM > CarryM ? CarryM : at.TiltRad > mostTiltRad ? -RiseM : 0;
        return Math.Max(WallHand.OpenRad, at.ThumbTargetRad + Math.Clamp((up - Vector3d.Dot(move, at.Up)) / perRad, -ThumbRangeRad, ThumbRangeRad));
    }
}
