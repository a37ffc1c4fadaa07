namespace DexGrasp.Planner.Language;

/// <summary>The overall form that a vocabulary gives to a category.</summary>
public enum CategoryShape
{
    /// <summary>No one form.</summary>
    Mixed,

    /// <summary>Flat sides, a square outline.</summary>
    Box,

    /// <summary>A round outline along an axis: bottles, tins, cups.</summary>
    Cylinder,

    /// <summary>Round from every side: fruit, balls.</summary>
    Ball,

    /// <summary>Long, thin, of even width.</summary>
    Rod,

    /// <summary>A handle with a wider end.</summary>
    Tool,

    /// <summary>A round outline from above, low.</summary>
    Round,
}
