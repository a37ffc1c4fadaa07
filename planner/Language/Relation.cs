namespace DexGrasp.Planner.Language;

/// <summary>A relation to other objects.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Anchors">To what: one expression, or two for <see cref="RelationKind.Between"/> (one plural expression will do).</param>
public sealed record Relation(RelationKind Kind, IReadOnlyList<ReferringExpression> Anchors)
{
    /// <inheritdoc/>
    public bool Equals(Relation? other) => other is not null && Kind == other.Kind && Anchors.SequenceEqual(other.Anchors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Anchors.Count);

    /// <inheritdoc/>
    public override string ToString()
    {
        string words = Kind switch
        {
            RelationKind.LeftOf => "left of",
            RelationKind.RightOf => "right of",
            RelationKind.InFrontOf => "in front of",
            RelationKind.Behind => "behind",
            RelationKind.NextTo => "next to",
            RelationKind.NearestTo => "nearest to",
            RelationKind.FarthestFrom => "farthest from",
            RelationKind.Between => "between",
            RelationKind.OnTopOf => "on top of",
            RelationKind.Under => "under",
            RelationKind.Inside => "in",
            RelationKind.BiggerThan => "bigger than",
            RelationKind.SmallerThan => "smaller than",
            RelationKind.TallerThan => "taller than",
            _ => "shorter than",
        };
        return $"{words} {string.Join(" and ", Anchors.Select(a => a.WithArticle()))}";
    }
}
