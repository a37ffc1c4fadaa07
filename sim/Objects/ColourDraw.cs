namespace DexGrasp.Sim.Objects;

/// <summary>Draws random colours.</summary>
internal static class ColourDraw
{
    /// <summary>Returns a colour of any hue: mostly strong, sometimes grey, seldom nearly black.</summary>
    public static Colour Any(Random random)
    {
        double value = random.Within(0.15, 1), saturation = random.NextDouble() < 0.25 ? random.Within(0, 0.15) : random.Within(0.2, 0.95);
        return FromHsv(random.NextDouble(), saturation, value);
    }

    /// <summary>Returns a colour near another.</summary>
    /// <param name="colour">The other.</param>
    /// <param name="by">Largest change of each channel.</param>
    /// <param name="random">Source of chance.</param>
    public static Colour Near(Colour colour, double by, Random random) => new(
        Math.Clamp(colour.Red + random.Within(-by, by), 0, 1), Math.Clamp(colour.Green + random.Within(-by, by), 0, 1),
        Math.Clamp(colour.Blue + random.Within(-by, by), 0, 1));

    private static Colour FromHsv(double hue, double saturation, double value)
    {
        return new Colour(Channel(5), Channel(3), Channel(1));

        double Channel(double n)
        {
            double k = (n + (hue * 6)) % 6;
            return value - (value * saturation * Math.Max(0, Math.Min(Math.Min(k, 4 - k), 1)));
        }
    }
}
