using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Skills;

namespace DexGrasp.Controller.Perception.Flat;

/// <summary>Finds a flat object on the board in a depth picture: the plateau that most readings above the board lie on, and the smallest rectangle about it.</summary>
internal static class FlatObjectFinder
{
    private const double LeastM = 0.008, MostM = 0.10, BinM = 0.002, SameM = 0.006, InsideM = 0.015;
    private const int Stride = 2, FewestPoints = 150, BoxMarginPx = 6, Turns = 90;

    // Readings at the border are few and spread by noise: of an even spread the outer hundredth on each side is left out, and put back by scale.
    private const double Outer = 0.01;

    /// <summary>Looks for it.</summary>
    /// <param name="head">With depth.</param>
    /// <param name="worldFromCamera">Where the camera was.</param>
    /// <param name="isRobot">Tells points of the robot itself.</param>
    /// <param name="box">Where to look; null: on the whole board. Unit: px.</param>
    /// <returns>Its top, level, and its thickness in m; null where there is none.</returns>
    public static (FlatTop Top, double ThicknessM)? Find(CameraFrame head, RigidTransform worldFromCamera, Func<Vector3d, bool> isRobot, BoundingBox? box)
    {
        List<Vector3d> points = Points(head, worldFromCamera, isRobot, box);
        if (points.Count < FewestPoints)
            return null;
        double thickness = Plateau(points);
        points.RemoveAll(p => Math.Abs(p.Z - Board.TopZ - thickness) > SameM);
        if (points.Count < FewestPoints)
            return null;
        return (Rectangle(points, Board.TopZ + thickness), thickness);
    }

    private static List<Vector3d> Points(CameraFrame head, RigidTransform worldFromCamera, Func<Vector3d, bool> isRobot, BoundingBox? box)
    {
        var points = new List<Vector3d>();
        DepthImage depth = head.Depth!;
        CameraIntrinsics lens = head.Calibration.Intrinsics;
        BoundingBox where = box ?? new BoundingBox(0, 0, depth.Width, depth.Height);
        for (int row = Math.Max(0, where.Top - BoxMarginPx); row < Math.Min(depth.Height, where.Bottom + BoxMarginPx); row += Stride)
            for (int column = Math.Max(0, where.Left - BoxMarginPx); column < Math.Min(depth.Width, where.Right + BoxMarginPx); column += Stride)
            {
                float reading = depth.DepthM[(row * depth.Width) + column];
                if (!(reading > 0) || !float.IsFinite(reading))
                    continue;
                Vector3d point = worldFromCamera * lens.Unproject(column, row, reading);
                if (point.Z - Board.TopZ is > LeastM and < MostM && Math.Abs(point.X - Board.MiddleX) < Board.HalfX && point.Y > Board.WallY + InsideM && point.Y < Board.EdgeY + InsideM && !isRobot(point))
                    points.Add(point);
            }

        return points;
    }

    private static double Plateau(List<Vector3d> points)
    {
        var counts = new int[(int)(MostM / BinM) + 1];
        foreach (Vector3d point in points)
            counts[(int)((point.Z - Board.TopZ) / BinM)]++;
        int best = 1;
        for (int i = 2; i < counts.Length - 1; i++)
            if (counts[i - 1] + counts[i] + counts[i + 1] > counts[best - 1] + counts[best] + counts[best + 1])
                best = i;
        double middle = (best + 0.5) * BinM, sum = 0;
        int near = 0;
        foreach (Vector3d point in points)
            if (Math.Abs(point.Z - Board.TopZ - middle) < SameM)
                (sum, near) = (sum + point.Z - Board.TopZ, near + 1);
        return sum / near;
    }

    private static FlatTop Rectangle(List<Vector3d> points, double z)
    {
        var along = new double[points.Count];
        var across = new double[points.Count];
        FlatTop best = default;
        double least = double.PositiveInfinity;
        for (int i = 0; i < Turns; i++)
        {
            double turn = (((double)i / Turns) - 0.5) * Math.PI / 2;
            (double sin, double cos) = Math.SinCos(turn);
            for (int k = 0; k < points.Count; k++)
                (along[k], across[k]) = ((cos * points[k].X) + (sin * points[k].Y), (cos * points[k].Y) - (sin * points[k].X));
            (double x, double halfX) = Extent(along);
            (double y, double halfY) = Extent(across);
            if (halfX * halfY >= least)
                continue;
            least = halfX * halfY;
            best = new FlatTop(new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), turn), new Vector3d((cos * x) - (sin * y), (sin * x) + (cos * y), z)), halfX, halfY);
        }

        return best;
    }

    private static (double Middle, double Half) Extent(double[] values)
    {
        Array.Sort(values);
        double low = values[(int)(Outer * values.Length)], high = values[(int)((1 - Outer) * values.Length)];
        return ((low + high) / 2, (high - low) / 2 / (1 - (2 * Outer)));
    }
}
