namespace DexGrasp.Core.Images;

/// <summary>The pixels that belong to one object. Layout: HW, uint8, 1 = object, 0 = everything else.</summary>
public sealed class Mask
{
    /// <summary>Wraps pixels; the array now belongs to the mask.</summary>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="pixels">Shape: [height x width]; 0 or 1.</param>
    /// <exception cref="ArgumentException">The array's length is not height x width.</exception>
    public Mask(int width, int height, byte[] pixels)
    {
        if (width <= 0 || height <= 0 || pixels.Length != width * height)
            throw new ArgumentException($"Mask {width}x{height} px needs {width * height} bytes; {pixels.Length} given.");
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Returns a mask without a pixel.</summary>
    /// <param name="width">Unit: px. Range: 1 and above.</param>
    /// <param name="height">Unit: px. Range: 1 and above.</param>
    public static Mask Empty(int width, int height) => new(width, height, new byte[width * height]);

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width { get; }

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height { get; }

    /// <summary>Gets the pixels. Shape: [Height x Width]; 0 or 1. Read only by convention.</summary>
    public byte[] Pixels { get; }

    /// <summary>Gets whether a pixel belongs to the object.</summary>
    public bool this[int x, int y] => Pixels[(y * Width) + x] != 0;

    /// <summary>Counts the object's pixels. Unit: px.</summary>
    public int Area() => Pixels.Count(p => p != 0);

    /// <summary>Returns the tight box around the object's pixels; null for an empty mask. Unit: px.</summary>
    public BoundingBox? Bounds()
    {
        int left = Width, top = Height, right = 0, bottom = 0;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = Pixels.AsSpan(y * Width, Width);
            int first = row.IndexOfAnyExcept((byte)0);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept((byte)0) + 1));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        return right > 0 ? new BoundingBox(left, top, right, bottom) : null;
    }

    /// <summary>Returns the mask moved by whole pixels; what leaves the picture is cut off.</summary>
    /// <param name="right">Unit: px; below 0 to the left.</param>
    /// <param name="down">Unit: px; below 0 upwards.</param>
    public Mask Shifted(int right, int down)
    {
        var pixels = new byte[Pixels.Length];
        int from = Math.Max(0, -right), count = Width - Math.Abs(right);
        for (int y = Math.Max(0, -down); count > 0 && y < Height && y + down < Height; y++)
            Pixels.AsSpan((y * Width) + from, count).CopyTo(pixels.AsSpan(((y + down) * Width) + from + right));
        return new Mask(Width, Height, pixels);
    }
}
