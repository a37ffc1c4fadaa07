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
}
