using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Where the thumb goes while the fingers raise the rim: as open as there is room for behind the near face, then below the rim. Before a thin
/// object there is no room below the palm, and the thumb stays beside the fingers until the rim is up.
/// </summary>
/// <param name="TurnRad">Turn of the thumb. Unit: rad.</param>
/// <param name="BendRad">Bend of the thumb. Unit: rad.</param>
/// <param name="Swings">Whether it is on its way from beside the fingers to opposite them; the rest of the hand waits.</param>
internal readonly record struct WallThumb(double TurnRad, double BendRad, bool Swings)
{
    private const double BesideBendRad = -0.4, MostBendRad = 0.4, MostBelowRad = 0.1, StepRad = 0.02, SwingStepRad = 0.15;
    private const double ClearM = 0.005, BelowClearM = 0.008, SwingingClearM = -0.003, NearM = 0.03;

    // How much further the fingers bend once they press.
    private const double PressedRad = 0.12;
    private const double AsideRad = 1.3, StartedRad = 0.1, ArrivedRad = 1.4;

    /// <summary>Chooses.</summary>
    /// <param name="at">The state.</param>
    /// <param name="flange">Where the hand is, or is about to be.</param>
    /// <param name="bendRad">Where the fingers are to be. Unit: rad.</param>
    /// <param name="touches">Whether the fingers are on the near face.</param>
    public static WallThumb For(in WallState at, RigidTransform flange, double bendRad, bool touches)
    {
        double fingers = Math.Max(at.BendRad, bendRad + PressedRad);
        if (at.TurnRad > AsideRad && at.Above(at.Thumb) < -at.HalfM - WallHand.RadiusM && at.Before(at.Thumb) < NearM)
        {
            for (double bend = MostBelowRad; bend > WallHand.OpenRad; bend -= StepRad)
                if (at.Fits(flange, WallHand.OpposedRad, bend, fingers, BelowClearM))
                    return new WallThumb(WallHand.OpposedRad, bend, false);
            return new WallThumb(WallHand.OpposedRad, WallHand.OpenRad, false);
        }

        bool aside = touches && at.TurnRad < AsideRad, swings = touches && at.TurnRad < ArrivedRad;
        bool started = at.TurnTargetRad > StartedRad && at.TurnTargetRad < ArrivedRad;
        for (double bend = WallHand.OpenRad; bend <= MostBendRad; bend += StepRad)
            if (at.Fits(flange, WallHand.OpposedRad, bend, fingers, started ? 0 : ClearM) && (!aside || IsFree(at, flange, bend, fingers)))
                return new WallThumb(WallHand.OpposedRad, bend, swings);
        return touches && !aside ? new WallThumb(WallHand.OpposedRad, at.ThumbTargetRad, false) : new WallThumb(0, BesideBendRad, false);
    }

    private static bool IsFree(in WallState at, RigidTransform flange, double bendRad, double fingersRad)
    {
        double clear = at.TurnTargetRad > StartedRad ? SwingingClearM : ClearM;
        for (double turn = at.TurnRad; turn < WallHand.OpposedRad; turn += SwingStepRad)
            if (!at.Fits(flange, turn, bendRad, fingersRad, clear))
                return false;
        return true;
    }
}
