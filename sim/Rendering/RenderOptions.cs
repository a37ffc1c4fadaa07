namespace DexGrasp.Sim.Rendering;

/// <summary>How much work goes into a picture. On a CPU at 640x480: about 12 ms without shadows, 40 ms with, 80 ms with smoothed edges too.</summary>
public sealed record RenderOptions
{
    /// <summary>Gets pictures as the simulated cameras take them: shadows, full shapes, no smoothing.</summary>
    public static RenderOptions Camera { get; } = new();

    /// <summary>Gets the cheapest pictures: no shadows, fewer facets.</summary>
    public static RenderOptions Fast { get; } = new() { Shadows = false, ShadowMapSize = 512, Slices = 14, Stacks = 8, Quads = 1 };

    /// <summary>Gets pictures for people: shadows and smoothed edges.</summary>
    public static RenderOptions Film { get; } = new() { Samples = 4, ShadowMapSize = 2048, Slices = 28, Stacks = 16, Quads = 4 };

    /// <summary>Gets whether lights cast shadows. Default: true.</summary>
    public bool Shadows { get; init; } = true;

    /// <summary>Gets the side of the shadow map. Unit: px. Range: 64 to 8192. Default: 1024.</summary>
    public int ShadowMapSize { get; init; } = 1024;

    /// <summary>Gets samples a pixel for smoothed edges; 0 = none. Range: 0 to 16. Default: 0.</summary>
    public int Samples { get; init; }

    /// <summary>Gets facets around round shapes. Range: 4 to 256. Default: 16.</summary>
    public int Slices { get; init; } = 16;

    /// <summary>Gets facets along round shapes. Range: 4 to 256. Default: 10.</summary>
    public int Stacks { get; init; } = 10;

    /// <summary>Gets quads along the side of a box; more make lamps near a surface look smoother. Range: 1 to 64. Default: 1.</summary>
    public int Quads { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        Check(ShadowMapSize, 64, 8192, nameof(ShadowMapSize));
        Check(Samples, 0, 16, nameof(Samples));
        Check(Slices, 4, 256, nameof(Slices));
        Check(Stacks, 4, 256, nameof(Stacks));
        Check(Quads, 1, 64, nameof(Quads));

        static void Check(int value, int low, int high, string name)
        {
            if (value < low || value > high)
                throw new ArgumentOutOfRangeException(name, value, $"Render option {name} must be from {low} to {high}.");
        }
    }
}
