using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well an object's colours fit a colour word.</summary>
internal static class ColourFit
{
    // A tin is red though its ends are of bare metal; but of two, the redder one is meant.
    private const double HalfShare = 0.3;
    private const double LeastShare = 0.12;
    private const float LeastChief = 0.08f;
    private const double ChiefShare = 0.6;

    /// <summary>Returns how well the main colour fits. Range: 0 to 1.</summary>
    public static double Main(RegionFeatures features, string word)
    {
        double share = Of(features.ColourFits, word);
        return share < LeastShare ? 0 : share / (share + HalfShare) * (1 + HalfShare);
    }

    /// <summary>
    /// Returns whether a person who wants all that is of this colour means this too: it is among the object's chief hues, whatever
    /// white, grey or black goes with them. Colours without a hue only have to fit.
    /// </summary>
    public static bool Surely(RegionFeatures features, string word)
    {
        if (IsHueless(word))
            return Main(features, word) > 0;
        float chief = LeastChief;
        for (int c = 0; c < features.ColourShares.Length; c++)
            if (!IsHueless(AttributeNames.Colours[c]))
                chief = Math.Max(chief, features.ColourShares[c]);
        return Of(features.ColourShares, word) >= Math.Max(LeastChief, ChiefShare * chief);
    }

    /// <summary>Returns how well a smaller part's colour fits. Range: 0 to 1.</summary>
    public static double Part(RegionFeatures features, string word) => Math.Min(1, Of(features.ColourShares, word) / 0.1);

    private static bool IsHueless(string colour) => colour is "white" or "grey" or "black";

    private static double Of(float[] values, string name)
    {
        for (int c = 0; c < values.Length; c++)
            if (AttributeNames.Colours[c] == name)
                return values[c];
        return 0;
    }
}
