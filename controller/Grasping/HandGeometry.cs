using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Grasping;

/// <summary>
/// The shape of the reference hand in its flange frame (z along the open fingers, x to the side to which they close): where each
/// rod of thumb and fingers is at given joint positions, and which positions bring thumb and fingers to given places.
/// </summary>
internal static class HandGeometry
{
    /// <summary>Thumb rotation at which the thumb opposes the fingers. Unit: rad.</summary>
    public const double OpposedRad = 1.5;

    /// <summary>Thumb rotation at which the thumb stands aside, out of the view of the wrist camera. Unit: rad.</summary>
    public const double AsideRad = 0.3;

    /// <summary>Radius of thumb and finger tips. Unit: m.</summary>
    public const double TipRadiusM = 0.008;

    /// <summary>Index of the first finger rod in <see cref="Capsules"/>: two rods a finger follow, then the palm.</summary>
    public const int FirstFingerRod = 4;

    private const double FingerCoupling = 1.05;
    private const double ThumbCoupling = 0.6;
    private const double KnuckleZ = 0.095;
    private static readonly double[] FingerY = [0.033, 0.011, -0.011, -0.033];

    /// <summary>Returns the hand's rods in the flange frame: thumb (base, proximal, middle, tip), four fingers (proximal, tip), palm (three), wrist.</summary>
    /// <param name="handRad">Shape: [6]. Unit: rad. Order: thumb rotation, thumb bend, index, middle, ring, little.</param>
    public static Capsule[] Capsules(ReadOnlySpan<double> handRad)
    {
        var rods = new Capsule[16];
        double c = Math.Cos(handRad[0]), s = Math.Sin(handRad[0]);
        Vector3d Turned(double y, double z) => new(0.004 + (y * s), 0.006 + (y * c), 0.062 + z);
        rods[0] = new Capsule(Turned(0.015, 0), Turned(0.068, 0.018), 0.009);
        double yThumb = 0.068, zThumb = 0.018, bend = handRad[1];
        (double Length, double Radius)[] phalanges = [(0.035, 0.0085), (0.025, 0.0082), (0.022, TipRadiusM)];
        for (int i = 0; i < 3; i++)
        {
            double nextY = yThumb - (phalanges[i].Length * Math.Sin(bend)), nextZ = zThumb + (phalanges[i].Length * Math.Cos(bend));
            rods[1 + i] = new Capsule(Turned(yThumb, zThumb), Turned(nextY, nextZ), phalanges[i].Radius);
            (yThumb, zThumb) = (nextY, nextZ);
            bend += ThumbCoupling * handRad[1];
        }

        for (int finger = 0; finger < 4; finger++)
        {
            double q = handRad[2 + finger], far = q * (1 + FingerCoupling);
            var knuckle = new Vector3d(0, FingerY[finger], KnuckleZ);
            Vector3d middle = knuckle + (0.040 * new Vector3d(Math.Sin(q), 0, Math.Cos(q)));
            rods[FirstFingerRod + (2 * finger)] = new Capsule(knuckle, middle, 0.0085);
            rods[FirstFingerRod + (2 * finger) + 1] = new Capsule(middle, middle + (0.038 * new Vector3d(Math.Sin(far), 0, Math.Cos(far))), TipRadiusM);
        }

        for (int i = 0; i < 3; i++)
            rods[12 + i] = new Capsule(new Vector3d(0, -0.03 + (0.03 * i), -0.02), new Vector3d(0, -0.03 + (0.03 * i), 0.083), 0.016);
        rods[15] = new Capsule(new Vector3d(0, 0, -0.17), new Vector3d(0, 0, -0.03), 0.042);
        return rods;
    }

    /// <summary>Returns how far the inner side of the finger tips is from the palm's plane. Unit: m.</summary>
    /// <param name="fingerRad">Knuckle angle. Unit: rad.</param>
    public static double FingerInnerX(double fingerRad) =>
        (0.040 * Math.Sin(fingerRad)) + (0.024 * Math.Sin(fingerRad * (1 + FingerCoupling))) + TipRadiusM;

    /// <summary>Returns how far the inner side of the opposed thumb's tip is from the palm's plane. Unit: m.</summary>
    /// <param name="bendRad">Thumb bend. Unit: rad.</param>
    public static double ThumbInnerX(double bendRad) =>
        0.004 + ((0.068 - (0.035 * Math.Sin(bendRad)) - (0.025 * Math.Sin(bendRad * (1 + ThumbCoupling)))
            - (0.014 * Math.Sin(bendRad * (1 + (2 * ThumbCoupling))))) * Math.Sin(OpposedRad)) - TipRadiusM;

    /// <summary>Returns the knuckle angle that brings the finger tips' inner side to a distance from the palm's plane, within the limits. Unit: rad.</summary>
    public static double FingerRadFor(double innerX) => Solve(FingerInnerX, innerX, Rm75.Model.Limits[9].LowerRad, 1.1, rising: true);

    /// <summary>Returns the bend that brings the opposed thumb's inner side to a distance from the palm's plane, within the limits. Unit: rad.</summary>
    public static double ThumbRadFor(double innerX) => Solve(ThumbInnerX, innerX, Rm75.Model.Limits[8].LowerRad, Rm75.Model.Limits[8].UpperRad, rising: false);

    /// <summary>Returns how much is left between thumb and fingers. Unit: m; zero or less: they have met, there is nothing in between.</summary>
    /// <param name="handRad">Measured positions. Shape: [6]. Unit: rad.</param>
    public static double GapM(ReadOnlySpan<double> handRad)
    {
        Capsule[] rods = Capsules(handRad);
        double gap = double.MaxValue;
        for (int finger = 0; finger < 4; finger++)
            gap = Math.Min(gap, TipDistance(rods[3], rods[FirstFingerRod + (2 * finger) + 1]));
        return gap;
    }

    private static double TipDistance(Capsule thumb, Capsule finger)
    {
        double best = double.MaxValue;
        for (int i = 0; i <= 8; i++)
            best = Math.Min(best, finger.DistanceTo(thumb.From + (i / 8.0 * (thumb.To - thumb.From))));
        return best - thumb.RadiusM;
    }

    private static double Solve(Func<double, double> value, double wanted, double low, double high, bool rising)
    {
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            if (value(middle) < wanted == rising)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
