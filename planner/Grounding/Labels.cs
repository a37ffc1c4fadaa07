namespace DexGrasp.Planner.Grounding;

/// <summary>A picture cut into pieces: for every pixel the number of its piece, -1 for none.</summary>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="Of">Shape: [Height x Width].</param>
/// <param name="Count">Pieces are 0 to Count - 1.</param>
internal sealed record Labels(int Width, int Height, int[] Of, int Count)
{
    /// <summary>Returns the pixels of each piece.</summary>
    public List<int>[] Pixels()
    {
        var pixels = new List<int>[Count];
        for (int k = 0; k < Count; k++)
            pixels[k] = [];
        for (int i = 0; i < Of.Length; i++)
            if (Of[i] >= 0)
                pixels[Of[i]].Add(i);
        return pixels;
    }
}
