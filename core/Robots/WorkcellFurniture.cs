namespace DexGrasp.Core.Robots;

/// <summary>What stands on the table of a work cell.</summary>
public enum WorkcellFurniture
{
    /// <summary>A tray that objects are put into, beside the area that they lie in.</summary>
    Tray,

    /// <summary>A raised board with a free edge and a wall: see <see cref="Skills.Board"/>.</summary>
    Board,
}
