namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Joins all parts of something that stands alone where as a whole it is more surely something than its parts are: a hammer's head and
/// handle. What is recognised helps to say what is one.
/// </summary>
internal static class PartMerger
{
    private const int MostParts = 4;
    private const double SurelyOne = 0.6;
    private const double LeastGain = 0.05;
    private const double LongestM = 0.28;

    /// <summary>Returns the objects, after joining.</summary>
    /// <param name="pieces">What hangs together.</param>
    /// <param name="parts">What that was cut into.</param>
    /// <param name="describe">Says what pixels show.</param>
    public static List<SeenObject> Join(Labels pieces, Labels parts, Func<List<int>, SeenObject> describe)
    {
        var seen = new List<SeenObject>();
        foreach (IGrouping<int, List<int>> piece in parts.Pixels().Where(p => p.Count > 0).GroupBy(p => MainPiece(pieces, p)))
        {
            List<int>[] pixels = [.. piece];
            SeenObject[] apart = [.. pixels.Select(describe)];
            if (pixels.Length is < 2 or > MostParts)
            {
                seen.AddRange(apart);
                continue;
            }

            List<int> all = [.. pixels.SelectMany(p => p)];
            SeenObject whole = describe(all);
            double partly = apart.Zip(pixels, (o, p) => Known(o) * p.Count).Sum() / all.Count;
            if (Known(whole) > SurelyOne && Known(whole) - partly > LeastGain && whole.Features.Extents.Long < LongestM)
                seen.Add(whole);
            else
                seen.AddRange(apart);
        }

        return seen;
    }

    private static double Known(SeenObject o) => o.Categories.Values.Max();

    private static int MainPiece(Labels pieces, List<int> pixels) => pixels.GroupBy(i => pieces.Of[i]).MaxBy(g => g.Count())!.Key;
}
