using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Perception;

/// <summary>Finds a remembered object again in a later head picture, wherever it has rolled or been pushed to.</summary>
internal static class TargetLocator
{
    private const double MinLikeness = 0.35;
    private const double MaxDistanceM = 0.25;

    /// <summary>Looks for the object among everything that stands in the work area.</summary>
    /// <param name="picture">Head picture, without the robot.</param>
    /// <param name="model">What to look for.</param>
    /// <param name="cell">Bounds of the area.</param>
    /// <returns>The object's pixels; null when nothing like it is seen.</returns>
    public static Mask? Find(WorldPicture picture, TargetModel model, Workcell cell)
    {
        ImageRgb rgb = picture.Frame.Rgb;
        var window = new BoundingBox(0, 0, picture.Width, picture.Height);
        PixelRegions regions = PixelRegions.Find(picture, window, i => TargetSegmenter.IsAbove(picture, i) && InArea(picture, i, cell)
            && model.Colours.Share(rgb, i) > 0.4 * model.OtherColours.Share(rgb, i), 0.015);
        BoundingBox? best = null;
        double bestScore = 0;
        for (int label = 1; label <= regions.Count; label++)
        {
            (double score, BoundingBox box) = Judge(picture, regions, label, model);
            if (score > bestScore)
                (best, bestScore) = (box, score);
        }

        return best is { } found ? TargetSegmenter.Segment(picture, found) : null;
    }

    private static bool InArea(WorldPicture picture, int index, Workcell cell) =>
        Math.Abs(picture.X[index] - cell.AreaCenter.X) < (cell.AreaSizeX / 2) + 0.05 && Math.Abs(picture.Y[index] - cell.AreaCenter.Y) < (cell.AreaSizeY / 2) + 0.03;

    private static (double Score, BoundingBox Box) Judge(WorldPicture picture, PixelRegions regions, int label, TargetModel model)
    {
        var pixels = new List<int>();
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        Vector3d sum = Vector3d.Zero;
        for (int i = 0; i < regions.Labels.Length; i++)
            if (regions.Labels[i] == label)
            {
                int x = i % picture.Width, y = i / picture.Width;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
                sum += picture.Point(i);
                pixels.Add(i);
            }

        int count = pixels.Count;
        var box = new BoundingBox(left, top, right, bottom);
        if (count < 25 || count < 0.25 * model.Pixels)
            return (0, box);
        double likeness = ColourModel.Learn(picture.Frame.Rgb, pixels).Likeness(model.Colours);
        Vector3d away = (sum / count) - model.Center;
        double distance = Math.Sqrt((away.X * away.X) + (away.Y * away.Y));
        if (likeness < MinLikeness || distance > MaxDistanceM)
            return (0, box);
        double size = Math.Min(count, model.Pixels) / (double)Math.Max(count, model.Pixels);
        return (likeness + (0.4 * size) + (0.6 * (1 - (distance / MaxDistanceM))), box);
    }
}
