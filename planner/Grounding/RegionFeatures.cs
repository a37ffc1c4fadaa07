using DexGrasp.Core.Geometry;

namespace DexGrasp.Planner.Grounding;

/// <summary>What can be measured on one object's pixels.</summary>
internal sealed record RegionFeatures
{
    /// <summary>Numbers in <see cref="Shape"/>.</summary>
    public const int ShapeCount = 32;

    /// <summary>Gets the middle of what is seen. Frame: world. Unit: m.</summary>
    public required Vector3d Centre { get; init; }

    /// <summary>Gets the longer side of the footprint. Unit: m.</summary>
    public required double LengthM { get; init; }

    /// <summary>Gets the shorter side of the footprint. Unit: m.</summary>
    public required double WidthM { get; init; }

    /// <summary>Gets the top above the table. Unit: m.</summary>
    public required double TopM { get; init; }

    /// <summary>Gets the underside above the table: 0 unless it lies on another object. Unit: m.</summary>
    public required double BottomM { get; init; }

    /// <summary>Gets how much each colour name covers. Shape: [13]; the entries sum to 1.</summary>
    public required float[] ColourShares { get; init; }

    /// <summary>Gets how well each colour name would do for it: 1 where every pixel's best name is that. Shape: [13]. Default: the shares.</summary>
    public float[] ColourFits
    {
        get => field ?? ColourShares;
        init;
    }

    /// <summary>Gets mean lightness. Range: 0 to 100.</summary>
    public required double Lightness { get; init; }

    /// <summary>Gets how round the footprint is: its area over that of the smallest circle around it. Range: 0 to 1.</summary>
    public required double Roundness { get; init; }

    /// <summary>Gets how much a handle-like thin part sticks out. Range: 0 to 1.</summary>
    public required double Handle { get; init; }

    /// <summary>Gets the numbers by which categories are told apart; none depends on colour names.</summary>
    public required float[] Shape { get; init; }

    /// <summary>Gets the own height. Unit: m.</summary>
    public double HeightM => TopM - BottomM;

    /// <summary>Gets the three extents from long to short. Unit: m.</summary>
    public (double Long, double Middle, double Short) Extents
    {
        get
        {
            Span<double> e = [LengthM, WidthM, HeightM];
            e.Sort();
            return (e[2], e[1], e[0]);
        }
    }

    /// <summary>Gets the volume of the box around it. Unit: m^3.</summary>
    public double VolumeM3 => LengthM * WidthM * HeightM;
}
