using DexGrasp.Core.Images;

namespace DexGrasp.Data.LeRobot;

/// <summary>One frame to record: everything that the schema lists, by key. The standard features are filled by the writer.</summary>
public sealed class DatasetFrame
{
    /// <summary>Gets the numbers of each feature. Shape: [feature size]; truth values as 0 and 1.</summary>
    public Dictionary<string, ReadOnlyMemory<double>> Numbers { get; } = [];

    /// <summary>Gets the picture of each camera.</summary>
    public Dictionary<string, ImageRgb> Pictures { get; } = [];

    /// <summary>Gets the mask of each mask sidecar.</summary>
    public Dictionary<string, Mask> Masks { get; } = [];

    /// <summary>Gets the depth picture of each depth sidecar.</summary>
    public Dictionary<string, DepthImage> Depths { get; } = [];
}
