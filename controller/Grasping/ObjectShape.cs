using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Grasping;

/// <summary>What a grasp has to know of an object: where its points are, seen from above.</summary>
internal sealed class ObjectShape
{
    private const double CellM = 0.003;

    /// <summary>Describes an object.</summary>
    /// <param name="points">Points of its surface in the world; at least one. Unit: m.</param>
    public ObjectShape(IReadOnlyList<Vector3d> points)
    {
        // One point a cell: a surface that faces the camera must not outweigh the others.
        var cells = new Dictionary<(int, int, int), Vector3d>();
        foreach (Vector3d point in points)
            cells[((int)Math.Floor(point.X / CellM), (int)Math.Floor(point.Y / CellM), (int)Math.Floor(point.Z / CellM))] = point;
        Points = [.. cells.Values];
        TopM = Percentile(Points.Select(p => p.Z), 0.985);

        var footprint = new HashSet<(int X, int Y)>(cells.Keys.Select(c => (c.Item1, c.Item2)));
        double x = footprint.Average(c => (c.X + 0.5) * CellM), y = footprint.Average(c => (c.Y + 0.5) * CellM);
        Center = new Vector3d(x, y, TopM / 2);
        double xx = 0, xy = 0, yy = 0;
        foreach ((int cx, int cy) in footprint)
        {
            double dx = ((cx + 0.5) * CellM) - x, dy = ((cy + 0.5) * CellM) - y;
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        LongAxisRad = Math.Atan2(2 * xy, xx - yy) / 2;
    }

    /// <summary>Gets the points, evenly thinned. Unit: m.</summary>
    public IReadOnlyList<Vector3d> Points { get; }

    /// <summary>Gets the height of the top above the table. Unit: m.</summary>
    public double TopM { get; }

    /// <summary>Gets the middle of the footprint, at half the height. Unit: m.</summary>
    public Vector3d Center { get; }

    /// <summary>Gets the direction of the footprint's longer axis, from world x towards world y. Unit: rad.</summary>
    public double LongAxisRad { get; }

    /// <summary>Returns where the object begins and ends along a level direction. Unit: m from <see cref="Center"/>.</summary>
    /// <param name="directionRad">From world x towards world y. Unit: rad.</param>
    /// <param name="halfSpanM">Only points this close to <paramref name="center"/> across the direction count. Unit: m.</param>
    /// <param name="minHeightM">Only points above this height count. Unit: m.</param>
    /// <param name="center">Middle of the strip. Unit: m.</param>
    /// <returns>Null where the strip is empty.</returns>
    public (double From, double To)? Extent(double directionRad, double halfSpanM, double minHeightM, Vector3d center)
    {
        double c = Math.Cos(directionRad), s = Math.Sin(directionRad);
        var along = new List<double>(Points.Count);
        foreach (Vector3d point in Points)
        {
            double dx = point.X - center.X, dy = point.Y - center.Y;
            if (point.Z >= minHeightM && Math.Abs((dy * c) - (dx * s)) <= halfSpanM)
                along.Add((dx * c) + (dy * s));
        }

        if (along.Count < 3)
            return null;
        along.Sort();
        int cut = along.Count / 80;
        return (along[cut], along[^(1 + cut)]);
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }
}
