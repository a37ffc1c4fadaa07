namespace DexGrasp.Planner.Language;

/// <summary>The attribute values that grounding can judge from pictures; other words are synonyms of these.</summary>
public static class AttributeNames
{
    /// <summary>Colour names.</summary>
    public static IReadOnlyList<string> Colours { get; } =
        ["red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "brown", "beige", "black", "white", "grey"];

    /// <summary>Words for lightness.</summary>
    public static IReadOnlyList<string> Tones { get; } = ["dark", "light", "colourful"];

    /// <summary>Words for extent.</summary>
    public static IReadOnlyList<string> Sizes { get; } = ["small", "big", "tall", "short", "flat", "long", "thin", "thick"];

    /// <summary>Words for form.</summary>
    public static IReadOnlyList<string> Shapes { get; } = ["round", "spherical", "cylindrical", "boxy", "elongated", "handled"];
}
