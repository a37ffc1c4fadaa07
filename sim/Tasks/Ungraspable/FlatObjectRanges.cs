namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Between what the boxes of training are drawn. Sizes: those of the paper's pre-training and fine-tuning sets together (ExDex, arXiv 2503.23120, object figure).</summary>
public sealed record FlatObjectRanges
{
    /// <summary>Gets the shortest side. Unit: m. Default: 0.15.</summary>
    public double LeastSideM { get; init; } = 0.15;

    /// <summary>Gets the longest side. Unit: m. Default: 0.20.</summary>
    public double MostSideM { get; init; } = 0.20;

    /// <summary>Gets the least thickness. Unit: m. Default: 0.02.</summary>
    public double LeastThicknessM { get; init; } = 0.02;

    /// <summary>Gets the most thickness. Unit: m. Default: 0.0583.</summary>
    public double MostThicknessM { get; init; } = 0.0583;

    /// <summary>Gets the least mass. Unit: kg. Default: 0.1.</summary>
    public double LeastMassKg { get; init; } = 0.1;

    /// <summary>Gets the most mass. Unit: kg. Default: 0.6.</summary>
    public double MostMassKg { get; init; } = 0.6;

    /// <summary>Gets the least friction against board and wall. Default: 0.3.</summary>
    public double LeastFriction { get; init; } = 0.3;

    /// <summary>Gets the most friction against board and wall. Default: 0.9.</summary>
    public double MostFriction { get; init; } = 0.9;
}
