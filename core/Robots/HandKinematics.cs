using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// Where the fingertips of the six-actuator hand are, from its six joint angles: each finger bends with one following joint, the thumb
/// turns and bends with two. Frame: the flange's. The simulated hand has the same proportions, which a test compares.
/// </summary>
public static class HandKinematics
{
    /// <summary>Fingertips: thumb, index, middle, ring, little.</summary>
    public const int Tips = 5;

    /// <summary>Moving links: four of the thumb, two of each finger.</summary>
    public const int Links = 12;

    /// <summary>How far a finger's last joint bends for a radian of its first.</summary>
    public const double FingerCoupling = 1.05;

    /// <summary>How far each of the thumb's following joints bends for a radian of its first.</summary>
    public const double ThumbCoupling = 0.6;

    private const double KnuckleZ = 0.095, ProximalM = 0.04, DistalMiddleM = 0.0235, DistalM = 0.038;
    private const double ThumbProximalM = 0.035, ThumbMiddleM = 0.025, ThumbDistalMiddleM = 0.014, ThumbDistalM = 0.022, TipRadiusM = 0.008;
    private static readonly double[] KnuckleY = [0.033, 0.011, -0.011, -0.033];
    private static readonly Vector3d ThumbBase = new(0.004, 0.006, 0.062), ThumbSaddle = new(0, 0.068, 0.018), ThumbRoot = new(0, 0.015, 0);

    /// <summary>Writes the middles of the last links.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="handRad">Shape: [6], thumb rotation, thumb bend, index, middle, ring, little. Unit: rad.</param>
    /// <param name="tips">Shape: [5], thumb first. World frame. Unit: m.</param>
    public static void WriteTips(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad, Span<Vector3d> tips) =>
        Write(worldFromFlange, handRad, DistalMiddleM, ThumbDistalMiddleM, tips);

    /// <summary>Writes the middles of the round ends of the last links.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="handRad">Shape: [6], as in <see cref="WriteTips"/>. Unit: rad.</param>
    /// <param name="ends">Shape: [5], thumb first. World frame. Unit: m.</param>
    public static void WriteEnds(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad, Span<Vector3d> ends) =>
        Write(worldFromFlange, handRad, DistalM, ThumbDistalM, ends);

    /// <summary>Writes the outermost points of the last links, a tip's radius beyond the middles of their round ends.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="handRad">Shape: [6], as in <see cref="WriteTips"/>. Unit: rad.</param>
    /// <param name="points">Shape: [5], thumb first. World frame. Unit: m.</param>
    public static void WriteOutermost(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad, Span<Vector3d> points) =>
        Write(worldFromFlange, handRad, DistalM + TipRadiusM, ThumbDistalM + TipRadiusM, points);

    /// <summary>Writes the axes of the moving links, the thumb's first.</summary>
    /// <param name="handRad">Shape: [6], as in <see cref="WriteTips"/>. Unit: rad.</param>
    /// <param name="from">Shape: [12]. Frame: flange. Unit: m.</param>
    /// <param name="to">Shape: [12]. Frame: flange. Unit: m.</param>
    public static void WriteLinks(ReadOnlySpan<double> handRad, Span<Vector3d> from, Span<Vector3d> to)
    {
        WriteThumb(RigidTransform.Identity, handRad[0], handRad[1], to);
        from[0] = ThumbBase + (Rotation.FromAxisAngle(new Vector3d(0, 0, -1), handRad[0]) * ThumbRoot);
        to[..3].CopyTo(from[1..]);

        for (int i = 0; i < KnuckleY.Length; i++)
        {
            (from[4 + (2 * i)], to[4 + (2 * i)]) = (new Vector3d(0, KnuckleY[i], KnuckleZ), Finger(KnuckleY[i], handRad[2 + i], 0));
            (from[5 + (2 * i)], to[5 + (2 * i)]) = (to[4 + (2 * i)], Finger(KnuckleY[i], handRad[2 + i], DistalM));
        }
    }

    /// <summary>Writes where the thumb's links begin and, last, the middle of its round end: what stands in the thumb's way meets one of them.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="turnRad">Thumb rotation. Unit: rad.</param>
    /// <param name="bendRad">Thumb bend. Unit: rad.</param>
    /// <param name="points">Shape: [4]. World frame. Unit: m.</param>
    public static void WriteThumb(RigidTransform worldFromFlange, double turnRad, double bendRad, Span<Vector3d> points)
    {
        Vector3d at = ThumbSaddle;
        var turned = Rotation.FromAxisAngle(new Vector3d(0, 0, -1), turnRad);
        ReadOnlySpan<double> lengths = [0, ThumbProximalM, ThumbMiddleM, ThumbDistalM];
        for (int i = 0; i < lengths.Length; i++)
        {
            at += lengths[i] * Along(bendRad * (1 + (Math.Max(0, i - 1) * ThumbCoupling)));
            points[i] = worldFromFlange * (ThumbBase + (turned * at));
        }
    }

    /// <summary>Returns where a finger's second joint is, in the plane that it bends in; the other fingers' are beside it.</summary>
    /// <param name="bendRad">Bend of the finger. Unit: rad.</param>
    /// <returns>Frame: the flange's, y left 0. Unit: m.</returns>
    public static Vector3d FingerMiddle(double bendRad) => new(ProximalM * Math.Sin(bendRad), 0, KnuckleZ + (ProximalM * Math.Cos(bendRad)));

    private static void Write(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad, double alongFinger, double alongThumb, Span<Vector3d> points)
    {
        points[0] = worldFromFlange * Thumb(handRad[0], handRad[1], alongThumb);
        for (int i = 0; i < KnuckleY.Length; i++)
            points[1 + i] = worldFromFlange * Finger(KnuckleY[i], handRad[2 + i], alongFinger);
    }

    private static Vector3d Finger(double y, double bend, double along)
    {
        double far = bend * (1 + FingerCoupling);
        return new Vector3d((ProximalM * Math.Sin(bend)) + (along * Math.Sin(far)), y, KnuckleZ + (ProximalM * Math.Cos(bend)) + (along * Math.Cos(far)));
    }

    private static Vector3d Thumb(double turn, double bend, double along)
    {
        double second = bend * (1 + ThumbCoupling), third = bend * (1 + (2 * ThumbCoupling));
        Vector3d inSaddle = (ThumbProximalM * Along(bend)) + (ThumbMiddleM * Along(second)) + (along * Along(third));
        return ThumbBase + (Rotation.FromAxisAngle(new Vector3d(0, 0, -1), turn) * (ThumbSaddle + inSaddle));
    }

    // The thumb bends about x, from z towards -y.
    private static Vector3d Along(double angle) => new(0, -Math.Sin(angle), Math.Cos(angle));
}
