using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>The table top.</summary>
/// <param name="Pattern">What is drawn.</param>
/// <param name="Colours">One to six; a pattern of two colours takes a darker shade of the first when one is given.</param>
public sealed record TableSpec(TablePattern Pattern, IReadOnlyList<Colour> Colours)
{
    /// <summary>Returns a colour by number; beyond those given, ever darker shades of the first.</summary>
    /// <param name="index">Range: 0 and more.</param>
    public Colour ColourAt(int index)
    {
        if (index < Colours.Count)
            return Colours[index];
        double shade = Math.Max(0.4, 1 - (0.15 * index));
        return new Colour(Colours[0].Red * shade, Colours[0].Green * shade, Colours[0].Blue * shade);
    }
}
