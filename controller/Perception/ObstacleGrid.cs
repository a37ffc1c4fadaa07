using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// How high things stand around the target, in squares of the table, from head pictures. What a picture does not show stays as it
/// was seen before; the robot and what is near its hand are left out.
/// </summary>
internal sealed class ObstacleGrid
{
    private const double CellM = 0.02, LowestXM = -0.2, LowestYM = -0.8;
    private const int Columns = 60, Rows = 80;
    private const int PixelsBetween = 3;
    private const double HighestM = 0.45;
    // Readings this near the grasp centre may be of the hand or of what it holds.
    private const double HandM = 0.15;
    // Of the target's own rim.
    private const double TargetMarginM = 0.015;
    private readonly float[] _heights = new float[Columns * Rows];
    private readonly float[] _highest = new float[Columns * Rows], _second = new float[Columns * Rows];

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_heights);

    /// <summary>Takes over a picture.</summary>
    /// <param name="frame">With depth; one without changes nothing.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when it was taken.</param>
    /// <param name="body">The robot then.</param>
    /// <param name="tool">Grasp centre then. Frame: world. Unit: m.</param>
    /// <param name="target">The target's pixels; null for none.</param>
    /// <param name="low">Lower corner of the target's bounds. Frame: world. Unit: m.</param>
    /// <param name="high">Upper corner.</param>
    public void Update(CameraFrame frame, RigidTransform worldFromCamera, RobotBody body, Vector3d tool, Mask? target, Vector3d low, Vector3d high)
    {
        if (frame.Depth is not { } depth)
            return;
        _highest.AsSpan().Fill(float.NaN);
        _second.AsSpan().Fill(float.NaN);
        for (int v = PixelsBetween / 2; v < depth.Height; v += PixelsBetween)
            for (int u = PixelsBetween / 2; u < depth.Width; u += PixelsBetween)
            {
                float distance = depth.DepthM[(v * depth.Width) + u];
                if (!(distance > 0) || target?[u, v] == true)
                    continue;
                Vector3d p = worldFromCamera * frame.Calibration.Intrinsics.Unproject(u, v, distance);
                if (p.Z > HighestM || CellOf(p.X, p.Y) is not { } cell || IsIn(p, low, high) || (p - tool).Length < HandM || body.Contains(p))
                    continue;
                float z = (float)Math.Max(p.Z, 0);
                if (!(z <= _highest[cell]))
                    (_highest[cell], _second[cell]) = (z, _highest[cell]);
                else if (!(z <= _second[cell]))
                    _second[cell] = z;
            }

        // A single high reading may be an error.
        for (int i = 0; i < _heights.Length; i++)
            if (!float.IsNaN(_second[i]))
                _heights[i] = _second[i];
    }

    /// <summary>Returns the height of what stands within a distance. Unit: m; 0 where nothing does.</summary>
    public double Highest(double x, double y, double radiusM)
    {
        int reach = (int)Math.Ceiling(radiusM / CellM), column = (int)Math.Floor((x - LowestXM) / CellM), row = (int)Math.Floor((y - LowestYM) / CellM);
        double highest = 0;
        for (int r = Math.Max(0, row - reach); r <= Math.Min(Rows - 1, row + reach); r++)
            for (int c = Math.Max(0, column - reach); c <= Math.Min(Columns - 1, column + reach); c++)
            {
                double dx = LowestXM + ((c + 0.5) * CellM) - x, dy = LowestYM + ((r + 0.5) * CellM) - y;
                if ((dx * dx) + (dy * dy) <= radiusM * radiusM)
                    highest = Math.Max(highest, _heights[(r * Columns) + c]);
            }

        return highest;
    }

    private static int? CellOf(double x, double y)
    {
        int column = (int)Math.Floor((x - LowestXM) / CellM), row = (int)Math.Floor((y - LowestYM) / CellM);
        return column is >= 0 and < Columns && row is >= 0 and < Rows ? (row * Columns) + column : null;
    }

    private static bool IsIn(Vector3d p, Vector3d low, Vector3d high) =>
        p.X > low.X - TargetMarginM && p.X < high.X + TargetMarginM && p.Y > low.Y - TargetMarginM && p.Y < high.Y + TargetMarginM;
}
