namespace DexGrasp.Planner.Language;

/// <summary>One thing that an object must be.</summary>
/// <param name="Kind">What is looked at.</param>
/// <param name="Values">Canonical words; any of them will do.</param>
/// <param name="Negated">Whether the object must be none of them.</param>
public sealed record AttributeTest(AttributeKind Kind, IReadOnlyList<string> Values, bool Negated = false)
{
    /// <inheritdoc/>
    public bool Equals(AttributeTest? other) =>
        other is not null && Kind == other.Kind && Negated == other.Negated && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Negated, Values.Count);

    /// <inheritdoc/>
    public override string ToString() => (Negated ? "not " : "") + string.Join(" or ", Values);
}
