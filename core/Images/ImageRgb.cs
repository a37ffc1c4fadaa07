namespace DexGrasp.Core.Images;

/// <summary>A colour picture. Layout: HWC, RGB, uint8, rows from top to bottom, no padding.</summary>
public sealed class ImageRgb
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels; the array now belongs to the picture.</summary>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="pixels">Shape: [height x width x 3], RGB.</param>
    /// <exception cref="ArgumentException">The array's length is not height x width x 3.</exception>
    public ImageRgb(int width, int height, byte[] pixels)
    {
        if (width <= 0 || height <= 0 || pixels.Length != width * height * 3)
            throw new ArgumentException($"RGB picture {width}x{height} px needs {width * height * 3} bytes; {pixels.Length} given.");
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width { get; }

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height { get; }

    /// <summary>Gets the pixels. Shape: [Height x Width x 3], RGB, uint8. Read only by convention.</summary>
    public byte[] Pixels => _pixels;
}
