using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Experts;

/// <summary>The surface points of one object as a hand of one orientation meets them, sorted by depth: slabs between its pads are short runs.</summary>
internal sealed class TurnedSurface
{
    private Point[] _points = [];
    private double[] _depths = [];
    private int _count;
    private Rotation _gripFromWorld;

    /// <summary>A point in the hand's axes.</summary>
    /// <param name="X">From the fingers to the thumb. Unit: m.</param>
    /// <param name="Y">Across the fingers. Unit: m.</param>
    /// <param name="FacingX">The part of the outward normal along x. Range: -1 to 1.</param>
    internal readonly record struct Point(double X, double Y, double FacingX);

    /// <summary>Takes over an object's points.</summary>
    /// <param name="surface">Frame: world.</param>
    /// <param name="worldFromGrip">Orientation of the hand.</param>
    internal void Turn(ReadOnlySpan<SurfacePoint> surface, Rotation worldFromGrip)
    {
        _gripFromWorld = worldFromGrip.Inverse();
        _count = surface.Length;
        if (_points.Length < _count)
            (_points, _depths) = (new Point[_count], new double[_count]);
        Vector3d x = worldFromGrip * new Vector3d(1, 0, 0), y = worldFromGrip * new Vector3d(0, 1, 0), z = worldFromGrip * new Vector3d(0, 0, 1);
        for (int i = 0; i < _count; i++)
        {
            SurfacePoint point = surface[i];
            _points[i] = new Point(Vector3d.Dot(x, point.Position), Vector3d.Dot(y, point.Position), Vector3d.Dot(x, point.Normal));
            _depths[i] = Vector3d.Dot(z, point.Position);
        }

        Array.Sort(_depths, _points, 0, _count);
    }

    /// <summary>Returns a position in the hand's axes; its origin stays the world's.</summary>
    /// <param name="position">Frame: world. Unit: m.</param>
    internal Vector3d InHandAxes(Vector3d position) => _gripFromWorld * position;

    /// <summary>Returns the points whose depth is within a distance of a middle.</summary>
    /// <param name="middle">Along the hand's z axis, from the world's origin. Unit: m.</param>
    /// <param name="half">Unit: m.</param>
    internal ReadOnlySpan<Point> Slab(double middle, double half)
    {
        int first = FirstAt(middle - half), end = first;
        while (end < _count && _depths[end] < middle + half)
            end++;
        return _points.AsSpan(first, end - first);
    }

    private int FirstAt(double depth)
    {
        int index = Array.BinarySearch(_depths, 0, _count, depth);
        if (index < 0)
            return ~index;
        while (index > 0 && _depths[index - 1] == depth)
            index--;
        return index;
    }
}
