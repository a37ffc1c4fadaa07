namespace DexGrasp.Core.Images;

/// <summary>Says for each cell of a picture where the middle of its object is: what belongs together votes for one place (Panoptic-DeepLab, arXiv 1911.10194). Thread-safe.</summary>
public interface IObjectVotes
{
    /// <summary>Returns the votes of a picture; equal pictures give equal votes.</summary>
    /// <param name="picture">What is seen.</param>
    /// <returns>Column and row that each cell votes for, which may lie outside of the picture. Shape: [N]. Unit: cells.</returns>
    (float U, float V)[] Votes(CellPicture picture);
}
