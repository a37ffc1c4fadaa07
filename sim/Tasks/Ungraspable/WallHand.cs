using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Where thumb and fingertips are in the hand, for <see cref="WallScript"/>. Frame: the flange's, unless another is named.</summary>
internal static class WallHand
{
    /// <summary>Turn of the thumb that opposes the fingers. Unit: rad.</summary>
    public const double OpposedRad = 1.5;

    /// <summary>Bend of the thumb that is open as far as it goes. Unit: rad.</summary>
    public const double OpenRad = -0.5;

    /// <summary>Radius of the ends of thumb and fingers. Unit: m.</summary>
    public const double RadiusM = 0.008;

    // Half the width over which fingers are, and how near the thumb's end may come to their bones.
    private const double FingersHalfM = 0.033, ApartM = 0.0168, KnuckleZ = 0.095;

    /// <summary>Returns the mean of the fingers' ends.</summary>
    /// <param name="bendRad">Bend of all four. Unit: rad.</param>
    public static Vector3d Fingers(double bendRad)
    {
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(RigidTransform.Identity, [0, 0, bendRad, bendRad, bendRad, bendRad], ends);
        return 0.25 * (ends[1] + ends[2] + ends[3] + ends[4]);
    }

    /// <summary>Returns the thumb's end.</summary>
    /// <param name="turnRad">Turn of the thumb. Unit: rad.</param>
    /// <param name="bendRad">Bend of the thumb. Unit: rad.</param>
    public static Vector3d Thumb(double turnRad, double bendRad)
    {
        Span<Vector3d> points = stackalloc Vector3d[4];
        HandKinematics.WriteThumb(RigidTransform.Identity, turnRad, bendRad, points);
        return points[3];
    }

    /// <summary>Returns how much lower the lowest fingertip is than their mean: the hand's roll is nobody's to command. Unit: m.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="handRad">Shape: [6]. Unit: rad.</param>
    public static double Droop(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad)
    {
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(worldFromFlange, handRad, ends);
        double mean = 0, low = double.PositiveInfinity;
        for (int i = 1; i < ends.Length; i++)
            (mean, low) = (mean + (ends[i].Z / 4), Math.Min(low, ends[i].Z));
        return mean - low;
    }

    /// <summary>Returns whether the thumb's end keeps clear of the fingers.</summary>
    /// <param name="thumbEnd">Middle of its round end.</param>
    /// <param name="bendRad">Bend of the fingers. Unit: rad.</param>
    public static bool IsClear(Vector3d thumbEnd, double bendRad)
    {
        Vector3d middle = HandKinematics.FingerMiddle(bendRad);
        double across = Math.Max(0, Math.Abs(thumbEnd.Y) - FingersHalfM);
        double near = Math.Min(Distance(thumbEnd, middle, Fingers(bendRad)), Distance(thumbEnd, new Vector3d(0, 0, KnuckleZ), middle));
        return Math.Sqrt((near * near) + (across * across)) >= ApartM;
    }

    // From a bone, in the plane that fingers bend in.
    private static double Distance(Vector3d p, Vector3d from, Vector3d to)
    {
        Vector3d bone = to - from;
        Vector3d off = p - from - (bone * Math.Clamp(Vector3d.Dot(p - from, bone) / Vector3d.Dot(bone, bone), 0, 1));
        return Math.Sqrt((off.X * off.X) + (off.Z * off.Z));
    }
}
