using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>Cuts what stands out of the table into objects, also where they touch or hide one another.</summary>
/// <param name="model">Says for each cell where its object's middle is.</param>
internal sealed class ObjectPartition(IObjectVotes model)
{
    private const int FewestPixels = 60;

    /// <summary>Returns the objects.</summary>
    /// <param name="surface">Points.</param>
    /// <param name="lab">Colours. Shape: [pixels x 3].</param>
    /// <param name="pieces">What stands out of the table.</param>
    /// <param name="view">From where.</param>
    public Labels Cut(Surface surface, float[] lab, Labels pieces, ViewFrame view)
    {
        CellPicture picture = CellPictures.Of(surface, lab, pieces, view);
        int[] clusters = VoteClusters.Of(model.Votes(picture));
        var ofCell = new int[CellPicture.Width * CellPicture.Height];
        for (int k = 0; k < clusters.Length; k++)
            ofCell[picture.Cells[k]] = clusters[k];
        var of = new int[pieces.Of.Length];
        var counts = new int[clusters.Length == 0 ? 0 : clusters.Max() + 1];
        for (int i = 0; i < of.Length; i++)
        {
            of[i] = pieces.Of[i] < 0 ? -1 : ofCell[CellPicture.CellOf(i, pieces.Width, pieces.Height)];
            if (of[i] >= 0)
                counts[of[i]]++;
        }

        for (int i = 0; i < of.Length; i++)
            if (of[i] >= 0 && counts[of[i]] < FewestPixels)
                of[i] = -1;
        return new Labels(pieces.Width, pieces.Height, of, counts.Length);
    }
}
