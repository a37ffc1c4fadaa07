using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well an object's colours fit a colour word.</summary>
internal static class ColourFit
{
    // A tin is red though its ends are of bare metal; but of two, the redder one is meant.
    private const double HalfShare = 0.3;
    private const double LeastShare = 0.12;

    /// <summary>Returns how well the main colour fits. Range: 0 to 1.</summary>
    public static double Main(RegionFeatures features, string word)
    {
        double share = Of(features.ColourFits, word);
        return share < LeastShare ? 0 : share / (share + HalfShare) * (1 + HalfShare);
    }

    /// <summary>Returns how well a smaller part's colour fits. Range: 0 to 1.</summary>
    public static double Part(RegionFeatures features, string word) => Math.Min(1, Of(features.ColourShares, word) / 0.1);

    private static double Of(float[] values, string name)
    {
        for (int c = 0; c < values.Length; c++)
            if (AttributeNames.Colours[c] == name)
                return values[c];
        return 0;
    }
}
