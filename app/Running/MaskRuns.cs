using DexGrasp.Core.Images;

namespace DexGrasp.App.Running;

/// <summary>Writes a mask as run lengths, short enough for a message.</summary>
internal static class MaskRuns
{
    private const int MostRuns = 6000;

    /// <summary>Returns the pixels inside a box, row by row, as lengths of runs outside and inside the mask in turn, beginning outside.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="box">Cut to the mask's size.</param>
    /// <returns>The runs; null when the mask is too ragged for a message or the box is not on the picture.</returns>
    public static int[]? Of(Mask mask, BoundingBox box)
    {
        if (box.Left < 0 || box.Top < 0 || box.Right > mask.Width || box.Bottom > mask.Height || box.Area == 0)
            return null;
        var runs = new List<int>();
        bool inside = false;
        int length = 0;
        for (int y = box.Top; y < box.Bottom; y++)
            for (int x = box.Left; x < box.Right; x++)
            {
                if (mask[x, y] != inside)
                {
                    runs.Add(length);
                    (inside, length) = (!inside, 0);
                }

                length++;
            }

        runs.Add(length);
        return runs.Count <= MostRuns ? [.. runs] : null;
    }
}
