using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well measurements fit a category's description in the vocabulary.</summary>
internal static class LooksScore
{
    private const double Worst = -8;

    /// <summary>Returns how badly measurements leave a category's description: 0 fits in every way, the more negative the worse.</summary>
    public static double Misfit(CategoryLooks looks, RegionFeatures f)
    {
        (double longM, double middleM, double shortM) = f.Extents;
        double score = Off(longM, looks.LongM) + Off(middleM, looks.MiddleM) + Off(shortM, looks.ShortM) + Form(looks.Shape, f, longM, middleM, shortM);
        if (looks.Colours.Count > 0)
            score += 2 * Math.Log(Math.Clamp(1.6 * ColourShare(f, looks.Colours), 0.01, 1));
        return score;
    }

    /// <summary>Returns how much of an object has one of some colours. Range: 0 to 1.</summary>
    public static double ColourShare(RegionFeatures f, IReadOnlyList<string> colours)
    {
        double share = 0;
        for (int c = 0; c < AttributeNames.Colours.Count; c++)
            if (colours.Contains(AttributeNames.Colours[c]))
                share += f.ColourShares[c];
        return share;
    }

    // A tenth outside costs little, a third much.
    private static double Off(double value, (double Low, double High) range)
    {
        double off = value < range.Low ? Math.Log(range.Low / Math.Max(value, 1e-3)) : value > range.High ? Math.Log(value / range.High) : 0;
        return Math.Max(Worst, -0.5 * (off / 0.18) * (off / 0.18));
    }

    private static double Form(CategoryShape shape, RegionFeatures f, double longM, double middleM, double shortM) => shape switch
    {
        CategoryShape.Ball => Below(longM / shortM, 1.75) + Below(middleM / shortM, 1.4),
        CategoryShape.Rod => Above(longM / middleM, 2.0),
        CategoryShape.Tool => Above(longM / shortM, 2.5),
        CategoryShape.Round => Below(longM / middleM, 1.35),
        CategoryShape.Cylinder => Below(middleM / shortM, 1.45),
        _ => 0,
    };

    private static double Below(double value, double limit) => value <= limit ? 0 : Math.Max(Worst / 2, -0.5 * Math.Pow(Math.Log(value / limit) / 0.2, 2));

    private static double Above(double value, double limit) => value >= limit ? 0 : Math.Max(Worst / 2, -0.5 * Math.Pow(Math.Log(limit / Math.Max(value, 1e-3)) / 0.3, 2));
}
