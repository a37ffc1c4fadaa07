using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well an object's colours fit a colour word.</summary>
internal static class ColourFit
{
    // A tin is red though its ends are of bare metal; but of two, the redder one is meant.
    private const double HalfShare = 0.3;
    private const double LeastFit = 0.12;
    private const float LeastChief = 0.08f;
    private const double ChiefShare = 0.6;

    // What another person may call it counts a little, so that a shade between two names is never ruled out.
    private const double SecondName = 0.1;

    // A white thing's shade is warm at times and called beige.
    private const double WarmShade = 0.5;

    /// <summary>Returns how well the main colour fits: mostly how much of it has this as its best name. Range: 0 to 1.</summary>
    /// <remarks>
    /// Of white and grey (metal) the one counts less the more of the other there is. The weights are those that answered best on random objects,
    /// where the colour that the generator gave the main part is right, and did as well on the training objects' own words.
    /// </remarks>
    public static double Main(RegionFeatures features, string word)
    {
        double fit = Of(features.ColourFits, word);
        if (fit < LeastFit)
            return 0;
        double amount = ((Of(features.ColourShares, word) * Math.Sqrt(AmongHueless(features, word))) + (SecondName * fit)) / (1 + SecondName);
        return Math.Min(1, amount / (amount + HalfShare) * (1 + HalfShare));
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

    private static double AmongHueless(RegionFeatures features, string word)
    {
        if (word is not ("white" or "grey"))
            return 1;
        float[] shares = features.ColourShares;
        double white = Of(shares, "white"), warm = word == "white" ? WarmShade * Of(shares, "beige") : 0, rest = Of(shares, "grey") + Of(shares, "black");
        return ((word == "white" ? white : Of(shares, "grey")) + warm) / Math.Max(1e-6, white + warm + rest);
    }

    private static bool IsHueless(string colour) => colour is "white" or "grey" or "black";

    private static double Of(float[] values, string name)
    {
        for (int c = 0; c < values.Length; c++)
            if (AttributeNames.Colours[c] == name)
                return values[c];
        return 0;
    }
}
