using DexGrasp.Core.Images;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// Errors of a stereo depth camera of the RealSense D400 kind: noise that grows with the square of the distance, coarse
/// steps, missing values at edges of objects and outside the range. The same seed gives the same errors.
/// </summary>
/// <remarks>Source of the quadratic law: Keselman et al., Intel RealSense Stereoscopic Depth Cameras, CVPR Workshops 2017.</remarks>
public sealed record DepthNoise
{
    /// <summary>Gets a camera without errors.</summary>
    public static DepthNoise None { get; } = new() { SigmaM = 0, SigmaPerM = 0, StepM = 0, EdgeDropout = 0, MinRangeM = 0, MaxRangeM = double.PositiveInfinity };

    /// <summary>Gets the noise at any distance, standard deviation. Unit: m. Default: 0.001.</summary>
    public double SigmaM { get; init; } = 0.001;

    /// <summary>Gets the noise that is multiplied by the distance squared, standard deviation. Unit: 1/m. Default: 0.002.</summary>
    public double SigmaPerM { get; init; } = 0.002;

    /// <summary>Gets the step of the readings; 0 = none. Unit: m. Default: 0.001.</summary>
    public double StepM { get; init; } = 0.001;

    /// <summary>Gets how likely a pixel beside a jump in depth has no reading. Range: 0 to 1. Default: 0.5.</summary>
    public double EdgeDropout { get; init; } = 0.5;

    /// <summary>Gets what counts as a jump between neighbouring pixels. Unit: m. Default: 0.02.</summary>
    public double EdgeM { get; init; } = 0.02;

    /// <summary>Gets the smallest distance that is measured. Unit: m. Default: 0.07 (D405).</summary>
    public double MinRangeM { get; init; } = 0.07;

    /// <summary>Gets the largest distance that is measured. Unit: m. Default: 3.</summary>
    public double MaxRangeM { get; init; } = 3;

    /// <summary>Returns a perfect depth picture with this camera's errors.</summary>
    /// <param name="exact">Shape: [height x width]. Unit: m; 0 = nothing there.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="seed">From run, camera and time of the picture.</param>
    public DepthImage Apply(ReadOnlySpan<float> exact, int width, int height, ulong seed)
    {
        float[] noisy = new float[width * height];
        DepthReadings.Measure(this, exact, noisy, seed);
        uint dropBelow = (uint)(Math.Clamp(EdgeDropout, 0, 1) * uint.MaxValue);
        for (int y = 0; y < height && dropBelow > 0; y++)
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                // Edges are few: comparing costs less than drawing.
                if (IsEdge(exact, width, height, x, y) && (uint)(PixelRandom.Mix(PixelRandom.At(seed, i)) >> 32) < dropBelow)
                    noisy[i] = 0;
            }

        return new DepthImage(width, height, noisy);
    }

    private bool IsEdge(ReadOnlySpan<float> exact, int width, int height, int x, int y)
    {
        int i = (y * width) + x;
        float z = exact[i];
        return (x > 0 && Jump(exact[i - 1])) || (x < width - 1 && Jump(exact[i + 1]))
            || (y > 0 && Jump(exact[i - width])) || (y < height - 1 && Jump(exact[i + width]));

        bool Jump(float neighbour) => Math.Abs(neighbour - z) > EdgeM;
    }
}
