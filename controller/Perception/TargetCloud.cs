using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>Takes points of the target and of everything else out of pictures.</summary>
internal static class TargetCloud
{
    private const double NearM = 0.008;

    /// <summary>Returns the points of the target, without lone readings as they occur at depth edges. Unit: m.</summary>
    public static List<Vector3d> Of(WorldPicture picture, Mask mask)
    {
        var points = new List<Vector3d>();
        for (int y = 1; y < picture.Height - 1; y++)
            for (int x = 1; x < picture.Width - 1; x++)
            {
                int index = (y * picture.Width) + x;
                if (mask.Pixels[index] == 0 || float.IsNaN(picture.Z[index]))
                    continue;
                int near = 0;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        int other = index + (dy * picture.Width) + dx;
                        near += mask.Pixels[other] != 0 && (picture.Point(other) - picture.Point(index)).Length < NearM ? 1 : 0;
                    }

                if (near >= 4)
                    points.Add(picture.Point(index));
            }

        return points;
    }

    /// <summary>Returns what stands above the table around the target and is not the target, thinned to one point a cell. Unit: m.</summary>
    /// <param name="picture">Without the robot.</param>
    /// <param name="mask">The target.</param>
    /// <param name="center">Middle of the region. Unit: m.</param>
    /// <param name="radiusM">Half its width. Unit: m.</param>
    public static List<Vector3d> Obstacles(WorldPicture picture, Mask mask, Vector3d center, double radiusM)
    {
        const double CellM = 0.005;
        var seen = new HashSet<(int, int, int)>();
        var points = new List<Vector3d>();
        for (int index = 0; index < picture.Z.Length; index++)
        {
            if (mask.Pixels[index] != 0 || !TargetSegmenter.IsAbove(picture, index))
                continue;
            Vector3d point = picture.Point(index), away = point - center;
            if (Math.Abs(away.X) > radiusM || Math.Abs(away.Y) > radiusM || IsAtTheTargetsEdge(picture, mask, index))
                continue;
            if (seen.Add(((int)Math.Floor(point.X / CellM), (int)Math.Floor(point.Y / CellM), (int)Math.Floor(point.Z / CellM))))
                points.Add(point);
        }

        return points;
    }

    // Readings beside the mask lie between target and table: they belong to neither.
    private static bool IsAtTheTargetsEdge(WorldPicture picture, Mask mask, int index)
    {
        int x = index % picture.Width, y = index / picture.Width;
        for (int dy = -2; dy <= 2; dy++)
            for (int dx = -2; dx <= 2; dx++)
            {
                int nx = x + dx, ny = y + dy;
                if (nx >= 0 && ny >= 0 && nx < picture.Width && ny < picture.Height && mask[nx, ny])
                    return true;
            }

        return false;
    }
}
