using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Takes the grain out of depth pictures: each reading becomes the mean of those around it that belong to the same surface,
/// so that edges stay (a sigma filter, Lee 1983). A stereo camera's single reading is too coarse to tell a low object from the table.
/// </summary>
internal static class DepthSmoothing
{
    private const int Reach = 2;

    /// <summary>Returns the smoothed picture; pixels without a reading stay without.</summary>
    /// <param name="picture">Unit: m.</param>
    public static DepthImage Apply(DepthImage picture)
    {
        float[] depth = picture.DepthM;
        var smooth = new float[depth.Length];
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
            {
                float center = depth[(y * picture.Width) + x];
                if (!(center > 0))
                    continue;
                // Three standard deviations of a RealSense-like camera, and the slope of a slanted surface.
                float near = 0.007f + (0.006f * center * center);
                float sum = 0;
                int count = 0;
                int top = Math.Max(0, y - Reach), bottom = Math.Min(picture.Height - 1, y + Reach);
                int left = Math.Max(0, x - Reach), right = Math.Min(picture.Width - 1, x + Reach);
                for (int v = top; v <= bottom; v++)
                    for (int u = left; u <= right; u++)
                    {
                        float other = depth[(v * picture.Width) + u];
                        if (Math.Abs(other - center) < near)
                        {
                            sum += other;
                            count++;
                        }
                    }

                smooth[(y * picture.Width) + x] = sum / count;
            }

        return new DepthImage(picture.Width, picture.Height, smooth);
    }
}
