using DexGrasp.Sim.Rendering;

namespace DexGrasp.Sim.Devices;

/// <summary>What simulated cameras deliver.</summary>
public sealed record SensorOptions
{
    /// <summary>Gets how pictures are drawn. Default: <see cref="RenderOptions.Camera"/>.</summary>
    public RenderOptions Render { get; init; } = RenderOptions.Camera;

    /// <summary>Gets the errors of depth pictures. Default: those of a RealSense camera.</summary>
    public DepthNoise Depth { get; init; } = new();

    /// <summary>Gets the noise of colour pictures, standard deviation. Unit: 8 bit levels. Range: 0 to 20. Default: 1.5.</summary>
    public double ColourSigma { get; init; } = 1.5;

    /// <summary>Gets the factors on red, green and blue: exposure and white balance. Range: 0.2 to 3 each. Default: 1.</summary>
    public (double Red, double Green, double Blue) Gain { get; init; } = (1, 1, 1);

    /// <summary>Gets the seed of all camera noise. Default: 0.</summary>
    public ulong Seed { get; init; }
}
