using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>What the objects of retrieval scenes are, and what differs from one training episode to the next. The file that ships is <c>sim/Data/retrieval.json</c>.</summary>
public sealed record RetrievalRanges
{
    private static readonly Lazy<RetrievalRanges> Shipped = new(() => RetrievalRangesReader.Parse(ObjectCatalog.Text("retrieval.json"), "retrieval.json"));

    /// <summary>Gets the ranges that ship.</summary>
    public static RetrievalRanges Default => Shipped.Value;

    /// <summary>Gets the targets of training.</summary>
    public required IReadOnlyList<ShapeRange> SeenTargets { get; init; }

    /// <summary>Gets targets of other shapes and sizes.</summary>
    public required IReadOnlyList<ShapeRange> UnseenTargets { get; init; }

    /// <summary>Gets targets larger than in training.</summary>
    public required IReadOnlyList<ShapeRange> UnseenLargeTargets { get; init; }

    /// <summary>Gets the clutter of training.</summary>
    public required IReadOnlyList<ShapeRange> SeenClutter { get; init; }

    /// <summary>Gets clutter of other shapes and sizes.</summary>
    public required IReadOnlyList<ShapeRange> UnseenClutter { get; init; }

    /// <summary>Gets the objects' densities. Unit: kg/m^3.</summary>
    public required NumberRange DensityKgPerM3 { get; init; }

    /// <summary>Gets what masses are limited to before they are varied. Unit: kg.</summary>
    public required NumberRange MassKg { get; init; }

    /// <summary>Gets the factor by which masses are varied.</summary>
    public required NumberRange MassFactor { get; init; }

    /// <summary>Gets the objects' sliding friction.</summary>
    public required NumberRange Friction { get; init; }

    /// <summary>Gets the factor of the servos' stiffness.</summary>
    public required NumberRange ServoGain { get; init; }

    /// <summary>Gets the factor of the joints' damping.</summary>
    public required NumberRange Damping { get; init; }

    /// <summary>Gets the standard deviation of joint readings. Unit: rad.</summary>
    public required double JointNoiseRad { get; init; }

    /// <summary>Gets the standard deviation of the target's x and y as a camera would find them. Unit: m.</summary>
    public required double TargetNoiseM { get; init; }

    /// <summary>Gets by how many control steps actions may come late; each number as often as the others. Range: 0 or 1.</summary>
    public required int MaxDelaySteps { get; init; }

    /// <summary>Gets the text that the ranges were read from, for hashes.</summary>
    public required string Source { get; init; }

    /// <summary>Returns the targets of a split.</summary>
    public IReadOnlyList<ShapeRange> Targets(RetrievalSplit split) => split switch
    {
        RetrievalSplit.UnseenTarget => UnseenTargets,
        RetrievalSplit.UnseenLargeTarget => UnseenLargeTargets,
        _ => SeenTargets,
    };

    /// <summary>Returns the clutter of a split.</summary>
    public IReadOnlyList<ShapeRange> Clutter(RetrievalSplit split) => split == RetrievalSplit.UnseenClutter ? UnseenClutter : SeenClutter;
}
