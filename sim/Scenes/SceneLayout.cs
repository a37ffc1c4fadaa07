using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>Picks objects and the places from which they drop, from one generator alone.</summary>
internal sealed class SceneLayout
{
    private const double GapM = 0.015;
    private const double DropM = 0.004;
    private readonly Workcell _cell;
    private readonly Random _random;

    /// <summary>Makes a layout.</summary>
    public SceneLayout(Workcell cell, Random random)
    {
        _cell = cell;
        _random = random;
    }

    /// <summary>Returns as many objects as asked, each once before any twice.</summary>
    public List<ObjectSpec> Pick(IReadOnlyList<ObjectSpec> set, int count)
    {
        var picked = new List<ObjectSpec>(count);
        var left = new List<ObjectSpec>();
        while (picked.Count < count)
        {
            if (left.Count == 0)
                left.AddRange(set);
            int index = _random.Next(left.Count);
            picked.Add(left[index]);
            left.RemoveAt(index);
        }

        return picked;
    }

    /// <summary>Returns places for all objects: side by side where there is room, above each other where there is none.</summary>
    public List<PlacedObject> Place(IReadOnlyList<ObjectSpec> specs)
    {
        // The fewer tries for a free place, the more objects end on or against others.
        int tries = specs.Count <= Density.Sparse.Max ? 80 : specs.Count <= Density.Dense.Max ? 16 : 6;
        var placed = new List<PlacedObject>(specs.Count);
        foreach (ObjectSpec spec in specs)
            placed.Add(PlaceOne(spec, placed, tries));
        return placed;
    }

    /// <summary>Returns a place for one object among others.</summary>
    public PlacedObject PlaceOne(ObjectSpec spec, IReadOnlyList<PlacedObject> others, int tries)
    {
        Rotation rotation = Turn(spec);
        (double halfX, double halfY, double halfZ) = HalfExtents(spec, rotation);
        double radius = Math.Min(0.08, Math.Sqrt((halfX * halfX) + (halfY * halfY)));
        double best = double.NegativeInfinity, x = 0, y = 0;
        for (int i = 0; i < tries && best < GapM; i++)
        {
            double u = Along(_cell.AreaCenter.X, _cell.AreaSizeX, radius), v = Along(_cell.AreaCenter.Y, _cell.AreaSizeY, radius);
            double gap = others.Count == 0 ? GapM : others.Min(o => Gap(o, u, v, radius));
            if (gap > best)
                (best, x, y) = (gap, u, v);
        }

        double floor = 0;
        foreach (PlacedObject other in others)
        {
            (double ox, double oy, double oz) = HalfExtents(other.Spec, other.WorldFromObject.Rotation);
            Vector3d at = other.WorldFromObject.Translation;
            if (Math.Abs(at.X - x) < ox + halfX && Math.Abs(at.Y - y) < oy + halfY)
                floor = Math.Max(floor, at.Z + oz + 0.006);
        }

        return new PlacedObject(spec, new RigidTransform(rotation, new Vector3d(x, y, floor + halfZ + DropM)));
    }

    /// <summary>Returns whether an object rests in the area, on the table or on others.</summary>
    public bool IsInside(Vector3d position)
    {
        const double margin = 0.01;
        return Math.Abs(position.X - _cell.AreaCenter.X) < (_cell.AreaSizeX / 2) + margin
            && Math.Abs(position.Y - _cell.AreaCenter.Y) < (_cell.AreaSizeY / 2) + margin && position.Z > 0;
    }

    private static double Gap(PlacedObject other, double x, double y, double radius)
    {
        (double halfX, double halfY, _) = HalfExtents(other.Spec, other.WorldFromObject.Rotation);
        double dx = other.WorldFromObject.Translation.X - x, dy = other.WorldFromObject.Translation.Y - y;
        return Math.Sqrt((dx * dx) + (dy * dy)) - radius - Math.Sqrt((halfX * halfX) + (halfY * halfY));
    }

    private static (double X, double Y, double Z) HalfExtents(ObjectSpec spec, Rotation rotation)
    {
        Rotation inverse = rotation.Inverse();
        return (spec.WidthAlong(inverse * new Vector3d(1, 0, 0)) / 2, spec.WidthAlong(inverse * new Vector3d(0, 1, 0)) / 2, spec.WidthAlong(inverse * new Vector3d(0, 0, 1)) / 2);
    }

    private double Along(double centre, double size, double inset) =>
        centre + ((_random.NextDouble() - 0.5) * Math.Max(0.05, size - (2 * inset)));

    // Bottles mostly stand and sometimes lie; other things lie as they were drawn, and a few fall any way.
    private Rotation Turn(ObjectSpec spec)
    {
        var yaw = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), _random.NextDouble() * 2 * Math.PI);
        double chance = _random.NextDouble();
        if (chance < 0.8)
            return yaw;
        double tip = spec.Upright ? Math.PI / 2 : _random.NextDouble() * Math.PI;
        double direction = _random.NextDouble() * 2 * Math.PI;
        return yaw * Rotation.FromAxisAngle(new Vector3d(Math.Cos(direction), Math.Sin(direction), 0), tip);
    }
}
