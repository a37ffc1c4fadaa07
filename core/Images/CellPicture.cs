namespace DexGrasp.Core.Images;

/// <summary>What stands out of the table, at half the head camera's resolution, as a network that cuts it into objects sees it (<see cref="IObjectVotes"/>).</summary>
/// <param name="Pixels">Of every cell with something in it, the picture's pixel that speaks for it. Shape: [N].</param>
/// <param name="Cells">Those cells, row by row. Shape: [N]; range: 0 to Width x Height - 1.</param>
/// <param name="Values">
/// Of every cell: height above the table and distance along the view behind the middle of everything seen, both in units of 0.1 m; CIE
/// Lab, scaled to about -1 to 1. Shape: [N x 5].
/// </param>
public sealed record CellPicture(int[] Pixels, int[] Cells, float[] Values)
{
    /// <summary>Cells in a row.</summary>
    public const int Width = 320;

    /// <summary>Rows of cells.</summary>
    public const int Height = 240;

    /// <summary>Numbers of a cell.</summary>
    public const int Depth = 5;

    /// <summary>Channels of the network's input: whether something is there, then the numbers.</summary>
    public const int Channels = Depth + 1;

    /// <summary>Returns the cell that a pixel falls into; a picture of another size is scaled to fit, its top left corner kept.</summary>
    /// <param name="pixel">Row by row. Range: 0 to width x height - 1.</param>
    /// <param name="width">Of the picture. Unit: px.</param>
    /// <param name="height">Of the picture. Unit: px.</param>
    public static int CellOf(int pixel, int width, int height)
    {
        double scale = Math.Max(width / (double)Width, height / (double)Height);
        return ((int)(pixel / width / scale) * Width) + (int)(pixel % width / scale);
    }
}
