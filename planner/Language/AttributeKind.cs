namespace DexGrasp.Planner.Language;

/// <summary>What an adjective speaks about.</summary>
public enum AttributeKind
{
    /// <summary>Main colour: red, orange, yellow, green, cyan, blue, purple, pink, brown, beige, black, white, grey.</summary>
    Colour,

    /// <summary>Colour of a smaller part, such as a cap.</summary>
    PartColour,

    /// <summary>Lightness: dark, light, colourful.</summary>
    Tone,

    /// <summary>Extent: small, big, tall, short, flat, long, thin, thick.</summary>
    Size,

    /// <summary>Form: round, spherical, cylindrical, boxy, elongated, handled.</summary>
    Shape,

    /// <summary>Material; cannot be judged from these pictures and is only noted.</summary>
    Material,

    /// <summary>Place on the table as the viewer sees it: left, right, front, back, middle.</summary>
    Position,
}
