using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.Planner.Grounding;

/// <summary>Measures an object's pixels: extents, outline, profile along its longest axis, surface directions, colours.</summary>
internal static class FeatureExtractor
{
    private const int Slices = 6;
    private const int MostPoints = 4000;
    private const float Colourless = 14;
    private const float MostShade = 22;

    /// <summary>Measures one object.</summary>
    /// <param name="surface">Cleaned points of the picture.</param>
    /// <param name="lab">Colour of each pixel. Shape: [pixels x 3], CIE Lab.</param>
    /// <param name="pixels">Indices of the object's pixels. At least 1.</param>
    /// <param name="view">Left, right, near and far.</param>
    public static RegionFeatures Measure(Surface surface, float[] lab, List<int> pixels, ViewFrame view)
    {
        int step = Math.Max(1, pixels.Count / MostPoints);
        var sample = new List<int>(MostPoints + 1);
        for (int k = 0; k < pixels.Count; k += step)
            sample.Add(pixels[k]);

        Point2f[] flat = [.. sample.Select(i => new Point2f(surface.X[i] * 1000, surface.Y[i] * 1000))];
        RotatedRect rect = Cv2.MinAreaRect(flat);
        Point2f[] hull = Cv2.ConvexHull(flat);
        double hullArea = Math.Max(Cv2.ContourArea(hull), 1);
        Cv2.MinEnclosingCircle(hull, out _, out float radius);
        float[] heights = [.. sample.Select(i => surface.Z[i])];
        Array.Sort(heights);
        double top = heights[(int)(0.985 * (heights.Length - 1))], low = heights[(int)(0.02 * (heights.Length - 1))];
        // Round things hide their own underside; only what starts high up lies on something else.
        double bottom = low > 0.04 && low > 0.6 * top ? low : 0;
        double length = Math.Max(rect.Size.Width, rect.Size.Height) / 1000.0, width = Math.Min(rect.Size.Width, rect.Size.Height) / 1000.0;
        double rectArea = Math.Max(1, rect.Size.Width * rect.Size.Height);

        var centre = new Vector3d(rect.Center.X / 1000.0, rect.Center.Y / 1000.0, (top + bottom) / 2);
        Vector3d axis = LongAxis(rect);
        bool standing = top - bottom > length;
        var profile = new Profile(surface, sample, centre, axis, standing, view, bottom, top, length);
        (float[] shares, float[] fits, double mainShare, double lightness, double spread) = Colours(lab, sample);
        double[] normals = Normals(surface, sample);
        double roundness = Math.Min(1, hullArea / (Math.PI * radius * radius));
        double filled = Occupied(flat) / hullArea;

        double[] values =
        [
            Math.Log(Math.Max(length, 0.005)) + 3, Math.Log(Math.Max(width, 0.005)) + 3, Math.Log(Math.Max(top - bottom, 0.005)) + 3,
            width / Math.Max(length, 0.005), Math.Min(3, (top - bottom) / Math.Max(width, 0.005)), standing ? 1 : 0,
            roundness, hullArea / rectArea, Math.Min(1.2, filled),
            Share(heights, z => z > top - 0.006), Share(heights, z => z < bottom + (0.35 * (top - bottom))), Median(heights) / Math.Max(top, 0.005),
            .. normals, .. profile.Widths, .. profile.Thickness, profile.EndToEnd, profile.Gap,
            mainShare, spread / 50, profile.TopContrast(lab) / 50, profile.TopDarker(lab) / 50,
        ];
        if (values.Length != RegionFeatures.ShapeCount)
            throw new InvalidOperationException($"{values.Length} shape numbers were measured; {RegionFeatures.ShapeCount} are expected.");
        return new RegionFeatures
        {
            Centre = centre,
            LengthM = length,
            WidthM = width,
            TopM = top,
            BottomM = bottom,
            ColourShares = shares,
            ColourFits = fits,
            Lightness = lightness,
            Roundness = roundness,
            Handle = Math.Clamp((profile.Gap * 4) + ((1 - Math.Min(1, filled)) * 0.8) - 0.1, 0, 1),
            Shape = [.. values.Select(v => (float)(double.IsFinite(v) ? v : 0))],
        };
    }

    private static Vector3d LongAxis(RotatedRect rect)
    {
        double angle = (rect.Angle + (rect.Size.Width >= rect.Size.Height ? 0 : 90)) * Math.PI / 180;
        return new Vector3d(Math.Cos(angle), Math.Sin(angle), 0);
    }

    // The footprint's area in cells of 4 mm, closed, so that thinly sampled sides count.
    private static double Occupied(Point2f[] flat)
    {
        const float Cell = 4;
        float minX = flat.Min(p => p.X), minY = flat.Min(p => p.Y);
        int w = (int)((flat.Max(p => p.X) - minX) / Cell) + 3, h = (int)((flat.Max(p => p.Y) - minY) / Cell) + 3;
        using var grid = new Mat(h, w, MatType.CV_8UC1, Scalar.All(0));
        foreach (Point2f p in flat)
            grid.At<byte>((int)((p.Y - minY) / Cell) + 1, (int)((p.X - minX) / Cell) + 1) = 255;
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(3, 3));
        using var closed = new Mat();
        Cv2.MorphologyEx(grid, closed, MorphTypes.Close, kernel);
        return Cv2.CountNonZero(closed) * Cell * Cell;
    }

    private static (float[] Shares, float[] Fits, double Main, double Lightness, double Spread) Colours(float[] lab, List<int> sample)
    {
        var shares = new float[Language.AttributeNames.Colours.Count];
        var fits = new float[shares.Length];
        Span<float> one = stackalloc float[shares.Length], fit = stackalloc float[shares.Length];
        double l = 0, a = 0, b = 0, l2 = 0, a2 = 0, b2 = 0;
        int step = Math.Max(1, sample.Count / 800), count = 0;
        // The shaded side of a white thing is white to people; hue survives shade, lightness does not.
        float[] pale = [.. sample.Where(p => Math.Abs(lab[(3 * p) + 1]) + Math.Abs(lab[(3 * p) + 2]) < Colourless).Select(p => lab[3 * p]).Order()];
        float lit = pale.Length == 0 ? 0 : pale[(int)(0.85 * (pale.Length - 1))];
        for (int k = 0; k < sample.Count; k += step)
        {
            int i = 3 * sample[k];
            ColourNamer.Name(Math.Abs(lab[i + 1]) + Math.Abs(lab[i + 2]) < Colourless ? Math.Clamp(lit, lab[i], lab[i] + MostShade) : lab[i], lab[i + 1], lab[i + 2], one, fit);
            for (int c = 0; c < shares.Length; c++)
            {
                shares[c] += one[c];
                fits[c] += fit[c];
            }

            (l, a, b) = (l + lab[i], a + lab[i + 1], b + lab[i + 2]);
            (l2, a2, b2) = (l2 + (lab[i] * lab[i]), a2 + (lab[i + 1] * lab[i + 1]), b2 + (lab[i + 2] * lab[i + 2]));
            count++;
        }

        for (int c = 0; c < shares.Length; c++)
            (shares[c], fits[c]) = (shares[c] / count, fits[c] / count);
        double variance = Math.Max(0, ((a2 + b2) / count) - ((a / count) * (a / count)) - ((b / count) * (b / count)));
        return (shares, fits, shares.Max(), l / count, Math.Sqrt(variance));
    }

    private static double[] Normals(Surface surface, List<int> sample)
    {
        int w = surface.Width, up = 0, side = 0, slanted = 0, total = 0;
        double sx = 0, sy = 0, c2 = 0, s2 = 0;
        foreach (int i in sample)
        {
            int x = i % w, y = i / w;
            if (x < 3 || y < 3 || x >= w - 3 || y >= surface.Height - 3)
                continue;
            Vector3d across = surface.Point(i + 3) - surface.Point(i - 3), down = surface.Point(i + (3 * w)) - surface.Point(i - (3 * w));
            if (!(across.Length < 0.03) || !(down.Length < 0.03))
                continue;
            Vector3d n = Vector3d.Cross(down, across).Normalized();
            double z = Math.Abs(n.Z);
            total++;
            if (z > 0.92)
                up++;
            else if (z < 0.35)
                side++;
            else
                slanted++;
            double level = Math.Sqrt((n.X * n.X) + (n.Y * n.Y));
            if (level < 0.3)
                continue;
            (sx, sy) = (sx + n.X, sy + n.Y);
            double angle = 4 * Math.Atan2(n.Y, n.X);
            (c2, s2) = (c2 + Math.Cos(angle), s2 + Math.Sin(angle));
        }

        double many = Math.Max(1, total), level2 = Math.Max(1, side + slanted);
        return [up / many, side / many, slanted / many, Math.Sqrt((sx * sx) + (sy * sy)) / level2, Math.Sqrt((c2 * c2) + (s2 * s2)) / level2, total / (double)Math.Max(1, sample.Count)];
    }

    private static double Share(float[] values, Func<float, bool> test) => values.Count(test) / (double)values.Length;

    private static double Median(float[] sorted) => sorted[sorted.Length / 2];

    // The object cut into slices across its longest axis, the wider end first.
    private sealed class Profile
    {
        private readonly List<int>[] _slices = new List<int>[Slices];

        public Profile(Surface surface, List<int> sample, Vector3d centre, Vector3d axis, bool standing, ViewFrame view, double bottom, double top, double length)
        {
            Vector3d across = standing ? view.Right : new Vector3d(-axis.Y, axis.X, 0);
            double from = standing ? bottom : -length / 2, extent = standing ? top - bottom : length;
            for (int s = 0; s < Slices; s++)
                _slices[s] = [];
            foreach (int i in sample)
            {
                Vector3d p = surface.Point(i);
                double t = standing ? p.Z : Vector3d.Dot(p - centre, axis);
                _slices[Math.Clamp((int)((t - from) / Math.Max(extent, 1e-3) * Slices), 0, Slices - 1)].Add(i);
            }

            double[] widths = [.. _slices.Select(s => Extent(surface, s, across))];
            double[] thick = [.. _slices.Select(s => s.Count < 4 ? 0 : s.Max(i => surface.Z[i]) - bottom)];
            if (widths[0] + widths[1] < widths[^1] + widths[^2])
            {
                Array.Reverse(widths);
                Array.Reverse(thick);
            }

            double widest = Math.Max(widths.Max(), 0.003), thickest = Math.Max(thick.Max(), 0.003);
            EndToEnd = (widths[^1] + 0.003) / (widths[0] + 0.003);
            Widths = [.. widths.Select(v => v / widest)];
            Thickness = standing ? [1, 1] : [thick[0] / thickest, thick[^1] / thickest];
            Gap = WidestGap(surface, sample, across);
        }

        public double[] Widths { get; }

        public double[] Thickness { get; }

        public double EndToEnd { get; }

        public double Gap { get; }

        public double TopContrast(float[] lab)
        {
            (double l, double a, double b) one = Mean(lab, _slices[^1]), two = Mean(lab, _slices[(Slices / 2) - 1]);
            return Math.Min(80, Math.Sqrt(Sq(one.a - two.a) + Sq(one.b - two.b)));
        }

        public double TopDarker(float[] lab) => Mean(lab, _slices[(Slices / 2) - 1]).L - Mean(lab, _slices[^1]).L;

        private static double Sq(double v) => v * v;

        private static (double L, double A, double B) Mean(float[] lab, List<int> pixels)
        {
            if (pixels.Count == 0)
                return (50, 0, 0);
            return (pixels.Average(i => lab[3 * i]), pixels.Average(i => lab[(3 * i) + 1]), pixels.Average(i => lab[(3 * i) + 2]));
        }

        private static double Extent(Surface surface, List<int> pixels, Vector3d across)
        {
            if (pixels.Count < 4)
                return 0;
            double[] t = [.. pixels.Select(i => Vector3d.Dot(surface.Point(i), across)).Order()];
            return t[(int)(0.98 * (t.Length - 1))] - t[(int)(0.02 * (t.Length - 1))];
        }

        // Empty cells between occupied ones across the view: the opening of a handle.
        private static double WidestGap(Surface surface, List<int> sample, Vector3d across)
        {
            double low = sample.Min(i => Vector3d.Dot(surface.Point(i), across)), high = sample.Max(i => Vector3d.Dot(surface.Point(i), across));
            const int Cells = 24;
            var thickness = new int[Cells];
            foreach (int i in sample)
                thickness[Math.Clamp((int)((Vector3d.Dot(surface.Point(i), across) - low) / Math.Max(high - low, 1e-3) * Cells), 0, Cells - 1)]++;
            double typical = thickness.Order().ElementAt(Cells / 2);
            int thin = 0;
            for (int c = 0; c < Cells / 3; c++)
                thin += (thickness[c] < 0.35 * typical ? 1 : 0) + (thickness[Cells - 1 - c] < 0.35 * typical ? 1 : 0);
            return thin / (double)Cells;
        }
    }
}
