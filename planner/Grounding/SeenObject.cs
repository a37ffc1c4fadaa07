using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>One object in the head picture, as the planner sees it.</summary>
public sealed class SeenObject
{
    internal SeenObject(BoundingBox box, Mask mask, RegionFeatures features, ObjectSignature? signature, string noun, string label, IReadOnlyDictionary<string, double> categories)
    {
        Box = box;
        Mask = mask;
        Features = features;
        Signature = signature;
        Noun = noun;
        Label = label;
        Categories = categories;
    }

    /// <summary>Gets the box around its pixels. Unit: px.</summary>
    public BoundingBox Box { get; }

    /// <summary>Gets its pixels in the head picture.</summary>
    public Mask Mask { get; }

    /// <summary>Gets the likeliest category; "object" when none is likely.</summary>
    public string Noun { get; }

    /// <summary>Gets how the planner calls it: "red cup".</summary>
    public string Label { get; }

    /// <summary>Gets the middle of what is seen. Frame: world. Unit: m.</summary>
    public Vector3d Centre => Features.Centre;

    /// <summary>Gets its extents: footprint length, footprint width, height. Unit: m.</summary>
    public (double LengthM, double WidthM, double HeightM) Size => (Features.LengthM, Features.WidthM, Features.HeightM);

    /// <summary>Gets how well it fits each category. Range: 0 to 1; they need not sum to 1.</summary>
    public IReadOnlyDictionary<string, double> Categories { get; }

    /// <summary>Gets what the noun network looked at; null for objects that were not made from a picture.</summary>
    public ObjectSignature? Signature { get; }

    internal RegionFeatures Features { get; }

    /// <inheritdoc/>
    public override string ToString() => Label;
}
