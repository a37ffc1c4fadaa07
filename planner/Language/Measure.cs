namespace DexGrasp.Planner.Language;

/// <summary>A quantity by which objects are compared and sorted.</summary>
public enum Measure
{
    /// <summary>Place from left to right in the head picture.</summary>
    Right,

    /// <summary>Distance from the viewer.</summary>
    Away,

    /// <summary>Distance from the middle of the table.</summary>
    Centre,

    /// <summary>Volume.</summary>
    Size,

    /// <summary>Height above the table.</summary>
    Height,

    /// <summary>Longest extent.</summary>
    Length,

    /// <summary>Extent across the longest one.</summary>
    Width,

    /// <summary>Lightness of the surface.</summary>
    Lightness,
}
