namespace DexGrasp.Sim.Scenes;

/// <summary>What the table top looks like. Every pattern is drawn by the program from its colours.</summary>
public enum TablePattern
{
    /// <summary>The first colour alone.</summary>
    Plain,

    /// <summary>A chequered cloth of two colours.</summary>
    Checker,

    /// <summary>Wood grain between the two colours.</summary>
    Wood,

    /// <summary>Stripes of all colours in turn.</summary>
    Stripes,

    /// <summary>Woven cloth of two threads.</summary>
    Cloth,

    /// <summary>Chips of the further colours in a ground of the first.</summary>
    Terrazzo,

    /// <summary>Veins of the second colour in a ground of the first.</summary>
    Marble,

    /// <summary>Tiles of the first colour with joints of the second.</summary>
    Tiles,

    /// <summary>Hexagonal tiles with joints of the second colour. Held out: no training draws it.</summary>
    Hexagons,

    /// <summary>Blotches of all colours. Held out: no training draws it.</summary>
    Camouflage,

    /// <summary>Parquet of blocks laid to and fro, between the two colours. Held out: no training draws it.</summary>
    Herringbone,

    /// <summary>A printed page, the second colour on the first. Held out: no training draws it.</summary>
    Newsprint,
}
