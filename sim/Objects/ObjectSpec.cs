using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>A graspable object: how people call it, how heavy and slippery it is, and its convex parts.</summary>
/// <param name="Name">Unique in its set; letters, digits, spaces and '-'.</param>
/// <param name="Words">How a person may refer to it.</param>
/// <param name="MassKg">Shared out among the parts by volume. Unit: kg. Range: [0.005, 2].</param>
/// <param name="Friction">Sliding friction. Range: [0.1, 2]. Default: 0.8.</param>
/// <param name="Colour">Colour of every part that has none of its own.</param>
/// <param name="Upright">Whether it usually stands, as a bottle does, so that scenes mostly place it standing.</param>
/// <param name="Parts">At least one. Frame: the object's, z up when it stands.</param>
public sealed record ObjectSpec(
    string Name, ObjectWords Words, double MassKg, double Friction, Colour Colour, bool Upright, IReadOnlyList<ObjectPart> Parts)
{
    /// <summary>Returns how far the object extends along a direction: its width between two parallel plates. Unit: m.</summary>
    /// <param name="direction">Unit vector in the object's frame.</param>
    public double WidthAlong(Vector3d direction)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (ObjectPart part in Parts)
        {
            double centre = Vector3d.Dot(part.ObjectFromPart.Translation, direction);
            double half = part.HalfExtentAlong(direction);
            low = Math.Min(low, centre - half);
            high = Math.Max(high, centre + half);
        }

        return high - low;
    }

    /// <summary>Returns the bounds along the object's own axes. Unit: m.</summary>
    public (Vector3d Low, Vector3d High) Bounds()
    {
        Span<double> low = stackalloc double[3], high = stackalloc double[3];
        ReadOnlySpan<Vector3d> axes = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];
        for (int i = 0; i < 3; i++)
        {
            low[i] = double.PositiveInfinity;
            high[i] = double.NegativeInfinity;
            foreach (ObjectPart part in Parts)
            {
                double centre = Vector3d.Dot(part.ObjectFromPart.Translation, axes[i]), half = part.HalfExtentAlong(axes[i]);
                low[i] = Math.Min(low[i], centre - half);
                high[i] = Math.Max(high[i], centre + half);
            }
        }

        return (new(low[0], low[1], low[2]), new(high[0], high[1], high[2]));
    }
}
