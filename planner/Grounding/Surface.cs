using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// The head picture's points after cleaning: gaps at edges filled from the neighbour of the most similar colour, noise
/// averaged within a surface, heights measured from the table as it is seen.
/// </summary>
internal sealed class Surface
{
    private const int FillPasses = 4;
    private const float SameSurfaceM = 0.012f;

    private Surface(int width, int height, float[] x, float[] y, float[] z)
    {
        Width = width;
        Height = height;
        X = x;
        Y = y;
        Z = z;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Gets world x. Unit: m; not a number where nothing was measured.</summary>
    public float[] X { get; }

    public float[] Y { get; }

    /// <summary>Gets the height above the table as seen. Unit: m.</summary>
    public float[] Z { get; }

    public Vector3d Point(int i) => new(X[i], Y[i], Z[i]);

    public static Surface Of(CameraFrame frame, RigidTransform worldFromCamera)
    {
        DepthImage depth = frame.Depth ?? throw new ArgumentException($"Camera '{frame.Camera}' gives no depth; finding objects needs it.");
        int w = depth.Width, h = depth.Height;
        float[] filled = Fill(depth, frame.Rgb.Pixels);
        float[] smooth = Smooth(filled, w, h);
        HeightMap map = HeightMap.FromDepth(new DepthImage(w, h, smooth), frame.Calibration.Intrinsics, worldFromCamera);
        var surface = new Surface(w, h, map.XM.ToArray(), map.YM.ToArray(), map.ZM.ToArray());
        surface.LevelTable();
        return surface;
    }

    private static float[] Fill(DepthImage depth, byte[] rgb)
    {
        int w = depth.Width, h = depth.Height;
        float[] now = (float[])depth.DepthM.Clone();
        for (int pass = 0; pass < FillPasses; pass++)
        {
            float[] before = (float[])now.Clone();
            for (int y = 1; y < h - 1; y++)
            {
                for (int x = 1; x < w - 1; x++)
                {
                    int i = (y * w) + x;
                    if (before[i] <= 0)
                        now[i] = MostAlike(before, rgb, w, i);
                }
            }
        }

        return now;
    }

    private static float MostAlike(float[] depth, byte[] rgb, int w, int i)
    {
        int best = int.MaxValue;
        float value = 0;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int j = i + (dy * w) + dx;
                if (depth[j] <= 0)
                    continue;
                int d = Math.Abs(rgb[3 * i] - rgb[3 * j]) + Math.Abs(rgb[(3 * i) + 1] - rgb[(3 * j) + 1]) + Math.Abs(rgb[(3 * i) + 2] - rgb[(3 * j) + 2]);
                if (d < best)
                    (best, value) = (d, depth[j]);
            }
        }

        return value;
    }

    private static float[] Smooth(float[] depth, int w, int h)
    {
        float[] result = (float[])depth.Clone();
        for (int y = 2; y < h - 2; y++)
        {
            for (int x = 2; x < w - 2; x++)
            {
                int i = (y * w) + x;
                float centre = depth[i];
                if (centre <= 0)
                    continue;
                float sum = 0;
                int count = 0;
                for (int dy = -2; dy <= 2; dy++)
                {
                    for (int dx = -2; dx <= 2; dx++)
                    {
                        float d = depth[i + (dy * w) + dx];
                        if (d > 0 && Math.Abs(d - centre) < SameSurfaceM)
                        {
                            sum += d;
                            count++;
                        }
                    }
                }

                result[i] = sum / count;
            }
        }

        return result;
    }

    // Calibration is good to some millimetres; the table, which fills most of the picture, tells the rest.
    private void LevelTable()
    {
        double a = 0, b = 0, c = 0;
        Span<double> m = stackalloc double[9];
        Span<double> v = stackalloc double[3];
        for (int pass = 0; pass < 3; pass++)
        {
            double band = pass == 0 ? 0.012 : 0.006;
            m.Clear();
            v.Clear();
            int count = 0;
            for (int i = 0; i < Z.Length; i += 7)
            {
                double x = X[i], y = Y[i], z = Z[i];
                if (!(x is > 0 and < 0.7) || !(y is > -0.6 and < 0.6) || Math.Abs(z - a - (b * x) - (c * y)) > band)
                    continue;
                count++;
                m[0]++;
                m[1] += x;
                m[2] += y;
                m[4] += x * x;
                m[5] += x * y;
                m[8] += y * y;
                v[0] += z;
                v[1] += z * x;
                v[2] += z * y;
            }

            if (count < 2000 || !Solve(m, v, out double a1, out double b1, out double c1) || Math.Abs(a1) > 0.02 || Math.Abs(b1) > 0.03 || Math.Abs(c1) > 0.03)
                return;
            (a, b, c) = (a1, b1, c1);
        }

        for (int i = 0; i < Z.Length; i++)
            Z[i] -= (float)(a + (b * X[i]) + (c * Y[i]));
    }

    private static bool Solve(Span<double> m, Span<double> v, out double a, out double b, out double c)
    {
        (m[3], m[6], m[7]) = (m[1], m[2], m[5]);
        double det = (m[0] * ((m[4] * m[8]) - (m[5] * m[7]))) - (m[1] * ((m[3] * m[8]) - (m[5] * m[6]))) + (m[2] * ((m[3] * m[7]) - (m[4] * m[6])));
        (a, b, c) = (0, 0, 0);
        if (Math.Abs(det) < 1e-6)
            return false;
        a = ((v[0] * ((m[4] * m[8]) - (m[5] * m[7]))) - (m[1] * ((v[1] * m[8]) - (m[5] * v[2]))) + (m[2] * ((v[1] * m[7]) - (m[4] * v[2])))) / det;
        b = ((m[0] * ((v[1] * m[8]) - (m[5] * v[2]))) - (v[0] * ((m[3] * m[8]) - (m[5] * m[6]))) + (m[2] * ((m[3] * v[2]) - (v[1] * m[6])))) / det;
        c = ((m[0] * ((m[4] * v[2]) - (v[1] * m[7]))) - (m[1] * ((m[3] * v[2]) - (v[1] * m[6]))) + (v[0] * ((m[3] * m[7]) - (m[4] * m[6])))) / det;
        return true;
    }
}
