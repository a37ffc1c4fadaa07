namespace DexGrasp.Planner.Language;

/// <summary>A noun phrase, taken apart: which objects does a person mean?</summary>
/// <param name="Noun">Canonical noun for people: "cup", "fruit", "object"; or the unknown word as it was written.</param>
/// <param name="Categories">Categories that satisfy the noun; empty when any object does.</param>
/// <param name="NounIsKnown">False when the vocabulary lacks the noun: then nothing matches.</param>
/// <param name="Attributes">All must hold.</param>
/// <param name="Relations">All must hold.</param>
/// <param name="Selector">Picks one of those that match, or null.</param>
/// <param name="Landmark">Set when the phrase means a fixed thing instead of an object.</param>
public sealed record ReferringExpression(
    string Noun,
    IReadOnlyList<string> Categories,
    bool NounIsKnown,
    IReadOnlyList<AttributeTest> Attributes,
    IReadOnlyList<Relation> Relations,
    Selector? Selector,
    Landmark Landmark = Landmark.None)
{
    /// <summary>Any object.</summary>
    public static ReferringExpression AnyObject { get; } = new("object", [], true, [], [], null);

    /// <summary>Makes an expression that means a fixed thing.</summary>
    public static ReferringExpression Of(Landmark landmark) => AnyObject with
    {
        Landmark = landmark,
        Noun = landmark == Landmark.Viewer ? "viewer" : landmark.ToString().ToLowerInvariant(),
    };

    /// <summary>Returns the phrase with its article: "the red cup left of the tin".</summary>
    public string WithArticle() => "the " + ToString();

    /// <inheritdoc/>
    public bool Equals(ReferringExpression? other) => other is not null
        && Noun == other.Noun && NounIsKnown == other.NounIsKnown && Landmark == other.Landmark && Equals(Selector, other.Selector)
        && Categories.SequenceEqual(other.Categories) && Attributes.SequenceEqual(other.Attributes) && Relations.SequenceEqual(other.Relations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Noun, Selector, Attributes.Count, Relations.Count);

    /// <summary>Returns the phrase in canonical words, without article: "red cup left of the tin".</summary>
    public override string ToString()
    {
        IEnumerable<string> before = Attributes.Where(a => a.Kind is not (AttributeKind.Position or AttributeKind.PartColour) && !IsHandle(a)).Select(a => a.ToString());
        IEnumerable<string> after = Attributes.Where(a => IsHandle(a) || a.Kind is AttributeKind.Position or AttributeKind.PartColour).Select(After);
        IEnumerable<string> words = (Selector is null ? [] : new[] { Selector.ToString() })
            .Concat(before).Append(Noun).Concat(after).Concat(Relations.Select(r => r.ToString()));
        return string.Join(' ', words);
    }

    private static bool IsHandle(AttributeTest a) => a.Kind == AttributeKind.Shape && a.Values.Contains("handled");

    private static string After(AttributeTest a) => a.Kind switch
    {
        AttributeKind.Position when a.Values[0] is "left" or "right" => $"on the {a.Values[0]}",
        AttributeKind.Position => $"at the {a.Values[0]}",
        AttributeKind.PartColour => $"with a {string.Join(" or ", a.Values)} part",
        _ => a.Negated ? "without a handle" : "with a handle",
    };
}
