using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well colour shares fit a colour word; neighbouring names count in part, as people's do.</summary>
internal static class ColourFit
{
    private static readonly (string Word, string Name, double Credit)[] Neighbours =
    [
        ("red", "brown", 0.25), ("red", "pink", 0.25), ("red", "orange", 0.15), ("orange", "brown", 0.4), ("orange", "yellow", 0.35), ("orange", "red", 0.2),
        ("yellow", "orange", 0.2), ("yellow", "beige", 0.35), ("yellow", "green", 0.2), ("green", "cyan", 0.25), ("green", "yellow", 0.15),
        ("cyan", "blue", 0.4), ("cyan", "green", 0.4), ("blue", "cyan", 0.25), ("blue", "purple", 0.25), ("purple", "pink", 0.35), ("purple", "blue", 0.25),
        ("pink", "purple", 0.3), ("pink", "red", 0.25), ("brown", "orange", 0.35), ("brown", "red", 0.15), ("brown", "beige", 0.3), ("brown", "black", 0.2),
        ("beige", "white", 0.3), ("beige", "brown", 0.3), ("beige", "yellow", 0.25), ("white", "grey", 0.6), ("white", "beige", 0.6), ("grey", "white", 0.4),
        ("grey", "black", 0.3), ("black", "grey", 0.35), ("black", "brown", 0.15),
    ];

    /// <summary>Returns how well the main colour fits. Range: 0 to 1.</summary>
    public static double Main(float[] shares, string word)
    {
        double own = Share(shares, word), near = 0;
        foreach ((string w, string name, double credit) in Neighbours)
            if (w == word)
                near += credit * Share(shares, name);
        double fit = Math.Min(1, (own + near) / 0.55);
        return fit < 0.12 ? 0 : fit;
    }

    /// <summary>Returns how well a smaller part's colour fits. Range: 0 to 1.</summary>
    public static double Part(float[] shares, string word) => Math.Min(1, Share(shares, word) / 0.1);

    private static double Share(float[] shares, string name)
    {
        for (int c = 0; c < shares.Length; c++)
            if (AttributeNames.Colours[c] == name)
                return shares[c];
        return 0;
    }
}
