using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Finds the pixels of one object from a box around it: what stands above the table inside the box and does not go on outside
/// of it; where the object touches a neighbour, GrabCut (Rother et al. 2004) separates the two by colour.
/// </summary>
internal static class TargetSegmenter
{
    /// <summary>Height from which a point does not belong to the table. Unit: m.</summary>
    public const double MinHeightM = 0.006;

    private const double MaxHeightM = 0.45;
    private const double MaxGapM = 0.012;
    private const int BoxMarginPx = 3;
    private const int MinPixels = 25;

    /// <summary>Segments the object in a box.</summary>
    /// <param name="picture">Points of the world, without the robot.</param>
    /// <param name="box">Around the object, tight or a little larger. Unit: px.</param>
    /// <param name="seed">Pixels that likely belong to the object, or null. Shape: [Height x Width].</param>
    /// <returns>Null when nothing stands above the table in the box.</returns>
    public static Mask? Segment(WorldPicture picture, BoundingBox box, bool[]? seed = null)
    {
        BoundingBox inner = Clip(Inflate(box, BoxMarginPx), picture);
        BoundingBox window = Clip(Inflate(box, Math.Max(16, Math.Max(box.Width, box.Height) * 2 / 5)), picture);
        if (inner.Area < MinPixels)
            return null;
        PixelRegions regions = PixelRegions.Find(picture, window, i => IsAbove(picture, i), MaxGapM);
        RegionCount[] counts = Count(regions, inner, seed, picture.Width);
        int main = Main(counts);
        if (main == 0)
            return null;
        int above = counts.Sum(c => c.Inside);
        bool contained = counts[main].Outside <= 0.08 * counts[main].Inside;
        if (contained && (seed != null || counts[main].Inside > 0.45 * above))
            return Collect(picture, regions, label => label == main || IsPartOf(regions, counts, label, main));
        return Separate(picture, regions, inner, seed) ?? Collect(picture, regions, label => label == main, inner);
    }

    /// <summary>Tells whether a pixel shows something above the table.</summary>
    public static bool IsAbove(WorldPicture picture, int index) => picture.Z[index] > MinHeightM && picture.Z[index] < MaxHeightM;

    private static BoundingBox Inflate(BoundingBox box, int margin) => new(box.Left - margin, box.Top - margin, box.Right + margin, box.Bottom + margin);

    private static BoundingBox Clip(BoundingBox box, WorldPicture picture) => new(
        Math.Clamp(box.Left, 0, picture.Width), Math.Clamp(box.Top, 0, picture.Height), Math.Clamp(box.Right, 0, picture.Width), Math.Clamp(box.Bottom, 0, picture.Height));

    private static bool Holds(BoundingBox box, int x, int y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;

    private static RegionCount[] Count(PixelRegions regions, BoundingBox inner, bool[]? seed, int pictureWidth)
    {
        var counts = new RegionCount[regions.Count + 1];
        for (int cell = 0; cell < regions.Labels.Length; cell++)
        {
            int label = regions.Labels[cell];
            if (label == 0)
                continue;
            int x = regions.Window.Left + (cell % regions.Window.Width), y = regions.Window.Top + (cell / regions.Window.Width);
            if (Holds(inner, x, y))
                counts[label].Inside++;
            else
                counts[label].Outside++;
            if (seed != null && seed[(y * pictureWidth) + x])
                counts[label].Seeded++;
            counts[label].Grow(x, y);
        }

        if (seed == null)
            for (int label = 1; label < counts.Length; label++)
                counts[label].Seeded = counts[label].Inside;
        return counts;
    }

    // A region that goes on outside the box is likely a neighbour's.
    private static int Main(RegionCount[] counts)
    {
        int best = 0;
        double bestScore = 0;
        for (int label = 1; label < counts.Length; label++)
        {
            double score = counts[label].Seeded * (double)counts[label].Inside / Math.Max(1, counts[label].Inside + counts[label].Outside);
            if (counts[label].Inside >= MinPixels && score > bestScore)
                (best, bestScore) = (label, score);
        }

        return best;
    }

    private static bool IsPartOf(PixelRegions regions, RegionCount[] counts, int label, int main)
    {
        RegionCount region = counts[label], target = counts[main];
        return region.Outside <= 0.08 * region.Inside && region.Inside is > 8 && region.Inside < 0.4 * target.Inside
            && region.Left <= target.Right + 3 && region.Right >= target.Left - 3 && region.Top <= target.Bottom + 3 && region.Bottom >= target.Top - 3
            && regions.Count > 0;
    }

    private static Mask Collect(WorldPicture picture, PixelRegions regions, Func<int, bool> take, BoundingBox? within = null)
    {
        var pixels = new byte[picture.Width * picture.Height];
        for (int cell = 0; cell < regions.Labels.Length; cell++)
            if (regions.Labels[cell] != 0 && take(regions.Labels[cell]))
            {
                int index = regions.PictureIndex(cell, picture.Width);
                if (within is not { } box || Holds(box, index % picture.Width, index / picture.Width))
                    pixels[index] = 1;
            }

        return new Mask(picture.Width, picture.Height, pixels);
    }

    private static Mask? Separate(WorldPicture picture, PixelRegions regions, BoundingBox inner, bool[]? seed)
    {
        BoundingBox window = regions.Window;
        var colours = new byte[3 * window.Area];
        var classes = new byte[window.Area];
        byte[] rgb = picture.Frame.Rgb.Pixels;
        // A colour that goes on outside the box is the neighbour's.
        var inside = ColourModel.Learn(picture.Frame.Rgb, Region(regions, picture.Width, i => Holds(inner, i % picture.Width, i / picture.Width)));
        var outside = ColourModel.Learn(picture.Frame.Rgb, Region(regions, picture.Width, i => !Holds(inner, i % picture.Width, i / picture.Width)));
        int wanted = 0;
        for (int cell = 0; cell < regions.Labels.Length; cell++)
        {
            int x = cell % window.Width, y = cell / window.Width, index = regions.PictureIndex(cell, picture.Width);
            rgb.AsSpan(3 * index, 3).CopyTo(colours.AsSpan(3 * cell, 3));
            bool possible = Holds(inner, window.Left + x, window.Top + y) && regions.Labels[cell] != 0;
            bool likely = possible && (seed == null || seed[index]) && outside.Count(picture.Frame.Rgb, index) < 0.25 * inside.Count(picture.Frame.Rgb, index);
            wanted += likely ? 1 : 0;
            classes[cell] = (byte)(likely ? GrabCutClasses.PR_FGD : possible ? GrabCutClasses.PR_BGD : GrabCutClasses.BGD);
        }

        if (wanted < MinPixels)
            return null;
        byte[] cut = GrabCut(window.Width, window.Height, colours, classes);
        // GrabCut that found next to nothing took the object for its surroundings; then colours alone decide.
        return Largest(picture, window, inner, seed, cut, wanted / 6) ?? Largest(picture, window, inner, seed, classes, MinPixels);
    }

    private static Mask? Largest(WorldPicture picture, BoundingBox window, BoundingBox inner, bool[]? seed, byte[] classes, int minPixels)
    {
        PixelRegions parts = PixelRegions.Find(picture, window, i =>
        {
            int x = (i % picture.Width) - window.Left, y = (i / picture.Width) - window.Top;
            return IsAbove(picture, i) && classes[(y * window.Width) + x] is ((byte)GrabCutClasses.FGD) or ((byte)GrabCutClasses.PR_FGD);
        }, MaxGapM);
        RegionCount[] counts = Count(parts, inner, seed, picture.Width);
        int main = Main(counts);
        return main == 0 || counts[main].Inside < minPixels ? null : Collect(picture, parts, label => label == main);
    }

    private static IEnumerable<int> Region(PixelRegions regions, int pictureWidth, Func<int, bool> test)
    {
        for (int cell = 0; cell < regions.Labels.Length; cell++)
            if (regions.Labels[cell] != 0 && test(regions.PictureIndex(cell, pictureWidth)))
                yield return regions.PictureIndex(cell, pictureWidth);
    }

    private static byte[] GrabCut(int width, int height, byte[] colours, byte[] classes)
    {
        using var picture = Mat.FromPixelData(height, width, MatType.CV_8UC3, colours);
        using var labels = new Mat(height, width, MatType.CV_8UC1);
        using var background = new Mat();
        using var foreground = new Mat();
        labels.SetArray(classes);
        // OpenCV draws from a generator that lives as long as the thread; equal pictures must give equal masks.
        Cv2.SetTheRNG(1);
        Cv2.GrabCut(picture, labels, new Rect(0, 0, width, height), background, foreground, 3, GrabCutModes.InitWithMask);
        labels.GetArray(out byte[] cut);
        return cut;
    }

    private struct RegionCount
    {
        public RegionCount()
        {
        }

        public int Inside { get; set; }

        public int Outside { get; set; }

        public int Seeded { get; set; }

        public int Left { get; private set; }

        public int Top { get; private set; }

        public int Right { get; private set; }

        public int Bottom { get; private set; }

        public void Grow(int x, int y)
        {
            bool first = Right == 0;
            Left = first ? x : Math.Min(Left, x);
            Top = first ? y : Math.Min(Top, y);
            Right = first ? x + 1 : Math.Max(Right, x + 1);
            Bottom = first ? y + 1 : Math.Max(Bottom, y + 1);
        }
    }
}
