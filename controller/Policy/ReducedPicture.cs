using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// A window of a camera picture at reduced size: colours averaged, depth of the nearest surface in each block, share of the mask.
/// What lies outside of the picture is black and without reading. Pixels are the caller's to reuse; one thread at a time.
/// </summary>
/// <param name="width">Unit: policy px.</param>
/// <param name="height">Unit: policy px.</param>
/// <param name="factor">Camera pixels per policy pixel along each side.</param>
public sealed class ReducedPicture(int width, int height, int factor)
{
    /// <summary>Step of <see cref="Depth"/>. Unit: m.</summary>
    public const double DepthStepM = 1e-4;

    // Readings of one block that lie farther apart belong to two surfaces.
    private const float SameSurfaceM = 0.01f;

    /// <summary>Gets the width. Unit: policy px.</summary>
    public int Width => width;

    /// <summary>Gets the height. Unit: policy px.</summary>
    public int Height => height;

    /// <summary>Gets the camera pixels per policy pixel along each side.</summary>
    public int Factor => factor;

    /// <summary>Gets or sets the window's left edge in the reduced picture; may be negative. Unit: policy px.</summary>
    public int Left { get; set; }

    /// <summary>Gets or sets the window's top edge in the reduced picture; may be negative. Unit: policy px.</summary>
    public int Top { get; set; }

    /// <summary>Gets the colours. Shape: [Height x Width x 3], RGB, uint8.</summary>
    public byte[] Rgb { get; } = new byte[width * height * 3];

    /// <summary>Gets the distances along the optical axis. Shape: [Height x Width]. Unit: <see cref="DepthStepM"/>; 0 = no reading.</summary>
    public ushort[] Depth { get; } = new ushort[width * height];

    /// <summary>Gets how much of each block belongs to the target. Shape: [Height x Width]. Range: 0 to 255.</summary>
    public byte[] Mask { get; } = new byte[width * height];

    /// <summary>Takes a window of a picture.</summary>
    /// <param name="frame">With or without depth.</param>
    /// <param name="mask">Of the same size as the picture, or null for none.</param>
    /// <param name="left">Left edge in the reduced picture. Unit: policy px.</param>
    /// <param name="top">Top edge in the reduced picture. Unit: policy px.</param>
    public void Take(CameraFrame frame, Mask? mask, int left, int top)
    {
        (Left, Top) = (left, top);
        ImageRgb rgb = frame.Rgb;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int at = (y * width) + x, fromX = (left + x) * factor, fromY = (top + y) * factor;
                if (fromX < 0 || fromY < 0 || fromX + factor > rgb.Width || fromY + factor > rgb.Height)
                {
                    Rgb.AsSpan(3 * at, 3).Clear();
                    (Depth[at], Mask[at]) = (0, 0);
                    continue;
                }

                TakeBlock(rgb, frame.Depth, mask, at, (fromY * rgb.Width) + fromX);
            }
    }

    private void TakeBlock(ImageRgb rgb, DepthImage? depth, Mask? mask, int at, int from)
    {
        int red = 0, green = 0, blue = 0, inside = 0;
        float nearest = float.MaxValue;
        for (int dy = 0; dy < factor; dy++)
            for (int dx = 0; dx < factor; dx++)
            {
                int i = from + (dy * rgb.Width) + dx;
                red += rgb.Pixels[3 * i];
                green += rgb.Pixels[(3 * i) + 1];
                blue += rgb.Pixels[(3 * i) + 2];
                inside += mask?.Pixels[i] ?? 0;
                if (depth is not null && depth.DepthM[i] > 0)
                    nearest = Math.Min(nearest, depth.DepthM[i]);
            }

        int count = factor * factor;
        Rgb[3 * at] = (byte)(red / count);
        Rgb[(3 * at) + 1] = (byte)(green / count);
        Rgb[(3 * at) + 2] = (byte)(blue / count);
        Mask[at] = (byte)(255 * inside / count);
        Depth[at] = 0;
        if (nearest == float.MaxValue)
            return;
        float sum = 0;
        int readings = 0;
        for (int dy = 0; dy < factor; dy++)
            for (int dx = 0; dx < factor; dx++)
            {
                float d = depth!.DepthM[from + (dy * rgb.Width) + dx];
                if (d > 0 && d < nearest + SameSurfaceM)
                    (sum, readings) = (sum + d, readings + 1);
            }

        Depth[at] = (ushort)Math.Clamp(Math.Round(sum / readings / DepthStepM), 0, ushort.MaxValue);
    }
}
