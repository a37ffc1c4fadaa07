using DexGrasp.Controller.Grasping;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>Finds the object in the wrist camera's picture from what the head camera saw of it.</summary>
internal static class WristView
{
    private const int MarginPx = 10;

    /// <summary>Segments the object.</summary>
    /// <param name="picture">Wrist picture, without the hand.</param>
    /// <param name="expected">The object as the head camera saw it.</param>
    /// <returns>Null when the object is not where it is expected.</returns>
    public static Mask? Segment(WorldPicture picture, ObjectShape expected)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1, seen = 0;
        var seed = new bool[picture.Width * picture.Height];
        foreach (Vector3d point in expected.Points)
        {
            (double px, double py) = picture.Project(point);
            if (!(px > -1000 && px < 3000 && py > -1000 && py < 3000))
                continue;
            int x = (int)Math.Round(px), y = (int)Math.Round(py);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            seen += Mark(seed, picture.Width, picture.Height, x, y);
        }

        if (seen < 20)
            return null;
        int margin = MarginPx + (Math.Max(right - left, bottom - top) / 5);
        return TargetSegmenter.Segment(picture, new BoundingBox(left - margin, top - margin, right + margin, bottom + margin), seed);
    }

    private static int Mark(bool[] seed, int width, int height, int x, int y)
    {
        int marked = 0;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height)
                {
                    seed[((y + dy) * width) + x + dx] = true;
                    marked = 1;
                }

        return marked;
    }
}
