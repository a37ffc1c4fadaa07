using System.Globalization;

namespace DexGrasp.Sim.Objects;

/// <summary>A surface colour.</summary>
/// <param name="Red">Range: [0, 1].</param>
/// <param name="Green">Range: [0, 1].</param>
/// <param name="Blue">Range: [0, 1].</param>
public readonly record struct Colour(double Red, double Green, double Blue)
{
    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <param name="text">A hash sign and six hexadecimal digits.</param>
    /// <param name="colour">The colour read; black when the result is false.</param>
    /// <returns>False when the text has another form.</returns>
    public static bool TryParse(string? text, out Colour colour)
    {
        colour = default;
        if (text is not { Length: 7 } || text[0] != '#'
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb))
            return false;
        colour = new Colour(((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0);
        return true;
    }

    /// <summary>Returns the form <c>#rrggbb</c>.</summary>
    public override string ToString() => $"#{Byte(Red):x2}{Byte(Green):x2}{Byte(Blue):x2}";

    private static int Byte(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
