using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>The first half of <see cref="WallScript"/>: to the near face, press it, and raise it by the fingertips' friction until the thumb is below the rim.</summary>
internal static class WallRaise
{
    private const double Degree = Math.PI / 180, TiltRad = 40 * Degree, SwingTiltRad = 0.25, LowestTipM = 0.0095, MostBelowTopM = 0.028, LeastBelowTopM = 0.004;
    private const double TouchM = 0.012, AcrossM = 0.03, BeforeM = 0.02, RaiseM = 0.005, TurnStepRad = 0.03, BendStepRad = 0.04, PressGain = 0.03, MostPressM = 0.004;

    /// <summary>Acts.</summary>
    public static void Act(in WallState at, Span<float> action)
    {
        double tip = at.Above(at.Tip), before = at.Before(at.Tip);
        bool touches = before < TouchM && before > -0.006 && Math.Abs(at.Beside(at.Tip)) < AcrossM && tip < at.HalfM - 0.001;
        double first = Mix(28, 24, at.Thickness) * Degree, swing = Mix(18, 24, at.Thickness) * Degree, early = Mix(first, swing, at.TiltRad / SwingTiltRad);
        double pitch = at.Thickness > 0.6 ? Mix(first, 0, at.TiltRad / TiltRad)
            : at.TiltRad < SwingTiltRad ? early : Mix(swing, 0, (at.TiltRad - SwingTiltRad) / (TiltRad - SwingTiltRad));
        double open = Mix(0.16, 0.2, at.Thickness), bend = Mix(open, Mix(0.45, 0.2, at.Thickness), at.TiltRad / TiltRad);
        if (touches && at.TurnRad < 1.4)
            (pitch, bend) = (early, open);
        else if (at.TiltRad > 0.85 * TiltRad)
            bend = Math.Max(bend, Math.Min(Mix(1.1, 0.7, at.Thickness), at.BendTargetRad + BendStepRad));
        double below = Math.Min(MostBelowTopM, Math.Min((2 * at.HalfM) - LowestTipM - WallHand.Droop(at.Flange, at.View.JointsRad[RobotModel.ArmDof..]), 1.2 * at.HalfM));
        Vector3d face = at.Rim + ((at.HalfM - Math.Max(LeastBelowTopM, below)) * at.Up) + (WallHand.RadiusM * at.Along);
        if (touches)
            Raise(at, pitch, bend, action);
        else
            Approach(at, face, pitch, bend, action);
    }

    private static double Mix(double from, double to, double share) => from + ((to - from) * Math.Clamp(share, 0, 1));

    private static void Approach(in WallState at, Vector3d face, double pitchRad, double bendRad, Span<float> action)
    {
        Rotation hand = Board.WorldFromHand(pitchRad, at.YawRad);
        Vector3d inHand = WallHand.Fingers(bendRad) - Rm75.Model.FlangeFromTool.Translation;
        WallThumb thumb = WallThumb.For(at, new RigidTransform(hand, face - (hand * inHand)) * Rm75.Model.FlangeFromTool.Inverse(), bendRad, false);
        BoardMoves.Turn(at.View, pitchRad, at.YawRad, action);
        BoardMoves.Shape(at.View, bendRad, thumb.BendRad, thumb.TurnRad, action);
        double high = at.Above(at.Tip) - at.Above(face);
        bool ready = Math.Abs(at.BendRad - bendRad) < 0.1 && Math.Abs(at.ThumbRad - thumb.BendRad) < 0.15 && Math.Abs(at.TurnRad - thumb.TurnRad) < 0.2
            && Math.Abs(at.Beside(at.Tip)) < 0.015 && Math.Abs(high) < 0.006 && at.View.Linear.Length < 0.05;
        Vector3d to = ready ? face - (0.01 * at.Along) : face + (BeforeM * at.Along);

        // From above the object it goes out before it goes down.
        if (at.Before(at.Tip) < 0.010 && high > 0.006)
            to = at.Tip + (0.03 * at.Along) + ((at.Above(at.Tip) < at.HalfM + 0.03 ? 0.01 : 0) * at.Up);
        BoardMoves.Go(at.View, to - (hand * inHand), action, ready ? 0.25 : (to - at.Tip).Length < 0.03 ? 0.35 : 0.5);
    }

    private static void Raise(in WallState at, double pitchRad, double bendRad, Span<float> action)
    {
        WallThumb thumb = WallThumb.For(at, at.Flange, bendRad, true);
        double pitch = at.PitchRad + Math.Clamp(pitchRad - at.PitchRad, -TurnStepRad, TurnStepRad), turn = Math.Clamp(bendRad - at.BendTargetRad, -BendStepRad, BendStepRad);
        BoardMoves.Turn(at.View, pitch, at.YawRad, action);
        BoardMoves.Shape(at.View, at.BendTargetRad + turn, thumb.BendRad, thumb.TurnRad, action);

        // Bent fingers tell by their lag how hard they press, nearly straight ones by how far the arm lags.
        double lag = at.TiltRad > 0.3 ? Math.Abs(at.FingersLagRad) : -at.FingersLagRad;
        double press = Math.Max(lag, Mix(20, 0, 1.3 * at.Thickness) * -Vector3d.Dot(at.View.Pull, at.Along)), wanted = Mix(0.16, 0.25, at.Thickness);
        double room = Math.Clamp((at.HalfM - at.Above(at.Tip)) / 0.004, 0, 1) * Math.Clamp((TiltRad + 0.12 - at.TiltRad) / 0.1, -0.5, 1);
        double up = thumb.Swings ? 0 : press > 0.5 * wanted ? RaiseM * room : Math.Clamp(-0.5 * Vector3d.Dot(at.View.Pull, at.Up), 0, 0.006);
        double ahead = Math.Clamp((wanted - press) * PressGain, -MostPressM, MostPressM);

        // Turning the hand and bending the fingers is not to move their ends.
        Vector3d tool = Rm75.Model.FlangeFromTool.Translation;
        Vector3d shift = (Board.WorldFromHand(pitch, at.YawRad) * (WallHand.Fingers(at.BendRad + turn) - tool)) - (Board.WorldFromHand(at.PitchRad, at.YawRad) * (WallHand.Fingers(at.BendRad) - tool));
        WallScript.Move((up * at.Up) - (ahead * at.Along) - shift, action);
    }
}
