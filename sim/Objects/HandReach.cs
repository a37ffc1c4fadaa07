using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>What the hand can take between thumb and fingers from above.</summary>
public static class HandReach
{
    /// <summary>Widest part the hand closes around. Unit: m.</summary>
    public const double MaxGraspWidthM = 0.085;

    /// <summary>Largest extent of a whole object along its own axes. Unit: m.</summary>
    public const double MaxExtentM = 0.30;

    /// <summary>A part shorter than this is no grip: an apple's stem does not make a melon graspable. Unit: m.</summary>
    public const double MinGripLengthM = 0.05;

    private const int Directions = 36;

    /// <summary>Returns whether an object is within <see cref="MaxExtentM"/> and no wider than the hand takes.</summary>
    /// <param name="spec">The object.</param>
    /// <param name="widestM">Widest grip. Unit: m. Default: <see cref="MaxGraspWidthM"/>.</param>
    public static bool Fits(ObjectSpec spec, double widestM = MaxGraspWidthM)
    {
        (Vector3d low, Vector3d high) = spec.Bounds();
        Vector3d extent = high - low;
        return Math.Max(extent.X, Math.Max(extent.Y, extent.Z)) <= MaxExtentM && NarrowestWidthM(spec) <= widestM;
    }

    /// <summary>
    /// Returns the narrowest graspable width: of the whole object and of each of its parts that is long enough for a grip, the
    /// smallest extent along any level direction of the object's frame. Unit: m. A hammer counts by its handle, a pan by its grip.
    /// </summary>
    public static double NarrowestWidthM(ObjectSpec spec)
    {
        double narrowest = double.PositiveInfinity;
        for (int i = 0; i < Directions; i++)
        {
            double angle = Math.PI * i / Directions;
            var direction = new Vector3d(Math.Cos(angle), Math.Sin(angle), 0);
            narrowest = Math.Min(narrowest, spec.WidthAlong(direction));
            foreach (ObjectPart part in spec.Parts.Where(p => Math.Max(p.SizeM.X, Math.Max(p.SizeM.Y, p.SizeM.Z)) >= MinGripLengthM))
                narrowest = Math.Min(narrowest, 2 * part.HalfExtentAlong(direction));
        }

        return narrowest;
    }
}
