using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>Cuts pictures into the cells that a partition network looks at.</summary>
internal static class CellPictures
{
    private const float Most = 4;

    /// <summary>Cuts a picture into cells.</summary>
    /// <param name="surface">Points.</param>
    /// <param name="lab">Colours. Shape: [pixels x 3].</param>
    /// <param name="pieces">What stands out of the table.</param>
    /// <param name="view">From where.</param>
    public static CellPicture Of(Surface surface, float[] lab, Labels pieces, ViewFrame view)
    {
        var first = new int[CellPicture.Width * CellPicture.Height];
        Array.Fill(first, -1);
        for (int i = pieces.Of.Length - 1; i >= 0; i--)
            if (pieces.Of[i] >= 0)
                first[CellPicture.CellOf(i, pieces.Width, pieces.Height)] = i;
        int[] cells = [.. Enumerable.Range(0, first.Length).Where(c => first[c] >= 0)], pixels = [.. cells.Select(c => first[c])];
        double middle = pixels.Length == 0 ? 0 : pixels.Average(i => view.AwayM(surface.Point(i)));
        var values = new float[cells.Length * CellPicture.Depth];
        for (int k = 0; k < pixels.Length; k++)
        {
            int i = pixels[k];
            values[CellPicture.Depth * k] = Math.Clamp(surface.Z[i] * 10, -Most, Most);
            values[(CellPicture.Depth * k) + 1] = Math.Clamp((float)(view.AwayM(surface.Point(i)) - middle) * 10, -Most, Most);
            values[(CellPicture.Depth * k) + 2] = (lab[3 * i] - 50) / 50;
            values[(CellPicture.Depth * k) + 3] = lab[(3 * i) + 1] / 50;
            values[(CellPicture.Depth * k) + 4] = lab[(3 * i) + 2] / 50;
        }

        return new CellPicture(pixels, cells, values);
    }
}
