using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// How the hand stands around a rim: fingertips on top, near the rim, and the thumb below, as much deeper in as thickness and
/// overhang allow, so that the object's weight presses it onto both.
/// </summary>
/// <param name="FingersRad">Bend of the fingers.</param>
/// <param name="ThumbRad">Bend of the thumb at which it touches.</param>
/// <param name="ThumbDepthM">How far the thumb's end is inside the rim then.</param>
internal readonly record struct RimGrasp(double FingersRad, double ThumbRad, double ThumbDepthM)
{
    /// <summary>Turn of the thumb. Unit: rad.</summary>
    public const double ThumbTurnRad = 1.5;

    /// <summary>Bend of the open thumb. Unit: rad.</summary>
    public const double OpenThumbRad = -0.5;

    /// <summary>Radius of the tips. Unit: m.</summary>
    public const double TipRadiusM = 0.0083;

    private const double EdgeClearM = 0.013, LeastDepthM = 0.022, MostDepthM = 0.055, FingerDepthM = 0.022, UsualBendRad = 0.45;

    // Before a thick rim the thumb's first links are in the way.
    private const double ThinM = 0.03, ThickLoss = 1.15;

    // The thumb has to open further than it pinches, by about 15 mm.
    private const double LeastPinchRad = -0.3;
    private const int Bends = 30;

    /// <summary>Plans a grasp.</summary>
    /// <param name="thicknessM">Of the object. Unit: m.</param>
    /// <param name="overhangM">How far its rim is beyond whatever is below. Unit: m.</param>
    public static RimGrasp For(double thicknessM, double overhangM)
    {
        double most = MostDepthM - (ThickLoss * Math.Max(0, thicknessM - ThinM)), depth = Math.Clamp(overhangM - EdgeClearM, LeastDepthM, most), deeper = depth - FingerDepthM;
        var best = new RimGrasp(0.3, 0, depth);
        double least = double.PositiveInfinity;
        for (int i = 0; i <= Bends; i++)
        {
            double bend = 0.05 + (0.8 * i / Bends), thumb = ThumbFor(bend, thicknessM);
            (Vector3d tip, Vector3d finger) = Tips(bend, thumb);
            double cost = Math.Max(0, LeastPinchRad - thumb) + Math.Abs(tip.Z - finger.Z - deeper) + (0.01 * Math.Abs(bend - UsualBendRad)) + (Math.Abs(tip.X - finger.X - thicknessM - (2 * TipRadiusM)) * 10);
            if (cost < least)
                (least, best) = (cost, new RimGrasp(bend, thumb, depth));
        }

        return best;
    }

    /// <summary>Returns where the grasp centre is when the thumb's end, bent as planned, is at a point. World frame. Unit: m.</summary>
    /// <param name="thumbTip">The point. World frame. Unit: m.</param>
    /// <param name="worldFromHand">Turn of the hand.</param>
    public Vector3d ToolFor(Vector3d thumbTip, Rotation worldFromHand) =>
        thumbTip + (worldFromHand * (Rm75.Model.FlangeFromTool.Translation - Tips(FingersRad, ThumbRad).Thumb));

    private static double ThumbFor(double bend, double thickness)
    {
        double low = OpenThumbRad, high = 0.6;
        for (int halving = 0; halving < 16; halving++)
        {
            double middle = (low + high) / 2;
            (Vector3d thumb, Vector3d finger) = Tips(bend, middle);
            (low, high) = thumb.X - finger.X > thickness + (2 * TipRadiusM) ? (middle, high) : (low, middle);
        }

        return low;
    }

    // In the flange's frame; of the fingers the middle one.
    private static (Vector3d Thumb, Vector3d Finger) Tips(double fingers, double thumb)
    {
        Span<Vector3d> tips = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(RigidTransform.Identity, [ThumbTurnRad, thumb, fingers, fingers, fingers, fingers], tips);
        return (tips[0], tips[2]);
    }
}
