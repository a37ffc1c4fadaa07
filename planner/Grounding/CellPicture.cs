using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>What stands out of the table, at half the head camera's resolution, as <see cref="PartitionModel"/> sees it.</summary>
/// <param name="Pixels">Of every cell with something in it, the picture's pixel that speaks for it. Shape: [N].</param>
/// <param name="Cells">Those cells, row by row. Shape: [N]; range: 0 to Width x Height - 1.</param>
/// <param name="Values">
/// Of every cell: height above the table and distance along the view behind the middle of everything seen, both in units of 0.1 m; CIE
/// Lab, scaled to about -1 to 1. Shape: [N x 5].
/// </param>
internal sealed record CellPicture(int[] Pixels, int[] Cells, float[] Values)
{
    /// <summary>Cells in a row.</summary>
    public const int Width = 320;

    /// <summary>Rows of cells.</summary>
    public const int Height = 240;

    /// <summary>Numbers of a cell.</summary>
    public const int Depth = 5;

    /// <summary>Channels of the network's input: whether something is there, then the numbers.</summary>
    public const int Channels = Depth + 1;

    private const float Most = 4;

    /// <summary>Cuts a picture into cells.</summary>
    /// <param name="surface">Points.</param>
    /// <param name="lab">Colours. Shape: [pixels x 3].</param>
    /// <param name="pieces">What stands out of the table.</param>
    /// <param name="view">From where.</param>
    public static CellPicture Of(Surface surface, float[] lab, Labels pieces, ViewFrame view)
    {
        var first = new int[Width * Height];
        Array.Fill(first, -1);
        for (int i = pieces.Of.Length - 1; i >= 0; i--)
            if (pieces.Of[i] >= 0)
                first[CellOf(i, pieces.Width, pieces.Height)] = i;
        int[] cells = [.. Enumerable.Range(0, first.Length).Where(c => first[c] >= 0)], pixels = [.. cells.Select(c => first[c])];
        double middle = pixels.Length == 0 ? 0 : pixels.Average(i => view.AwayM(surface.Point(i)));
        var values = new float[cells.Length * Depth];
        for (int k = 0; k < pixels.Length; k++)
        {
            int i = pixels[k];
            values[Depth * k] = Math.Clamp(surface.Z[i] * 10, -Most, Most);
            values[(Depth * k) + 1] = Math.Clamp((float)(view.AwayM(surface.Point(i)) - middle) * 10, -Most, Most);
            values[(Depth * k) + 2] = (lab[3 * i] - 50) / 50;
            values[(Depth * k) + 3] = lab[(3 * i) + 1] / 50;
            values[(Depth * k) + 4] = lab[(3 * i) + 2] / 50;
        }

        return new CellPicture(pixels, cells, values);
    }

    /// <summary>Returns the cell of a pixel of a picture of any size.</summary>
    public static int CellOf(int pixel, int width, int height)
    {
        double scale = Math.Max(width / (double)Width, height / (double)Height);
        return ((int)(pixel / width / scale) * Width) + (int)(pixel % width / scale);
    }
}
