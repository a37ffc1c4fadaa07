namespace DexGrasp.Core.Images;

/// <summary>A depth picture: distance along the optical axis. Layout: HW, float32, unit m; 0 where there is no reading.</summary>
public sealed class DepthImage
{
    /// <summary>Wraps readings; the array now belongs to the picture.</summary>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="depthM">Shape: [height x width]. Unit: m; 0 = no reading.</param>
    /// <exception cref="ArgumentException">The array's length is not height x width.</exception>
    public DepthImage(int width, int height, float[] depthM)
    {
        if (width <= 0 || height <= 0 || depthM.Length != width * height)
            throw new ArgumentException($"Depth picture {width}x{height} px needs {width * height} values; {depthM.Length} given.");
        Width = width;
        Height = height;
        DepthM = depthM;
    }

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width { get; }

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height { get; }

    /// <summary>Gets the readings. Shape: [Height x Width]. Unit: m; 0 = no reading. Read only by convention.</summary>
    public float[] DepthM { get; }
}
