using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// Where the hand's body is, from joint angles alone: a palm and the links of thumb and fingers as capsules. Tells which points of a
/// depth picture belong to the hand. The simulated hand has the same proportions, which a test compares.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class HandShape
{
    private const double RadiusM = 0.009;
    private static readonly Vector3d PalmMiddle = new(0, 0, 0.05), PalmHalf = new(0.012, 0.04, 0.045);
    private readonly Vector3d[] _from = new Vector3d[HandKinematics.Links], _to = new Vector3d[HandKinematics.Links];
    private RigidTransform _flangeFromWorld;

    /// <summary>Moves the shape.</summary>
    /// <param name="worldFromFlange">Pose of the flange.</param>
    /// <param name="handRad">Shape: [6], thumb rotation, thumb bend, index, middle, ring, little. Unit: rad.</param>
    public void Set(RigidTransform worldFromFlange, ReadOnlySpan<double> handRad)
    {
        _flangeFromWorld = worldFromFlange.Inverse();
        HandKinematics.WriteLinks(handRad, _from, _to);
    }

    /// <summary>Returns whether a point is in the hand or close to it.</summary>
    /// <param name="point">World frame. Unit: m.</param>
    /// <param name="marginM">What counts as close. Unit: m. Range: 0 and more.</param>
    public bool Contains(Vector3d point, double marginM)
    {
        Vector3d p = _flangeFromWorld * point, q = p - PalmMiddle;
        if (Math.Abs(q.X) < PalmHalf.X + marginM && Math.Abs(q.Y) < PalmHalf.Y + marginM && Math.Abs(q.Z) < PalmHalf.Z + marginM)
            return true;
        double reach = (RadiusM + marginM) * (RadiusM + marginM);
        for (int i = 0; i < _from.Length; i++)
            if (SquaredDistance(p, _from[i], _to[i]) < reach)
                return true;
        return false;
    }

    private static double SquaredDistance(Vector3d p, Vector3d from, Vector3d to)
    {
        Vector3d along = to - from, off = p - from;
        double share = Math.Clamp(Vector3d.Dot(off, along) / Vector3d.Dot(along, along), 0, 1);
        Vector3d away = off - (share * along);
        return Vector3d.Dot(away, away);
    }
}
