using System.Collections.Concurrent;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>Draws table tops: the same pattern and colours give the same bytes.</summary>
internal static class TableTexture
{
    // The table's top is 0.80 x 1.24 m: about 2 mm a pixel, as fine as the head camera sees.
    private const int Width = 384;
    private const int Height = 576;

    // Enough for every shipped scene; scenes of random colours never come twice and must not fill the memory.
    private const int MostKept = 32;
    private static readonly ConcurrentDictionary<string, byte[]> Drawn = new();

    /// <summary>Returns the picture as PNG.</summary>
    public static byte[] Png(TableSpec table)
    {
        string key = $"{table.Pattern} {string.Join(' ', table.Colours)}";
        if (Drawn.TryGetValue(key, out byte[]? png))
            return png;
        png = Draw(table);
        return Drawn.Count < MostKept ? Drawn.GetOrAdd(key, png) : png;
    }

    /// <summary>Returns the colour between two: <paramref name="a"/> at <paramref name="t"/> = 0, <paramref name="b"/> at 1.</summary>
    public static Colour Mix(Colour a, Colour b, double t) =>
        new(a.Red + ((b.Red - a.Red) * t), a.Green + ((b.Green - a.Green) * t), a.Blue + ((b.Blue - a.Blue) * t));

    private static byte[] Draw(TableSpec table)
    {
        var rgb = new byte[Width * Height * 3];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Colour colour = At(table, x, y);
                int at = ((y * Width) + x) * 3;
                rgb[at] = Byte(colour.Red);
                rgb[at + 1] = Byte(colour.Green);
                rgb[at + 2] = Byte(colour.Blue);
            }
        }

        return PngWriter.Write(Width, Height, rgb);
    }

    private static Colour At(TableSpec table, int x, int y) => table.Pattern switch
    {
        TablePattern.Checker => table.ColourAt(((x / 24) + (y / 24)) % 2),
        TablePattern.Wood => Wood(table, x, y),
        TablePattern.Stripes => table.ColourAt(y / 18 % Math.Max(2, table.Colours.Count)),
        TablePattern.Cloth => Cloth(table, x, y),
        TablePattern.Terrazzo => Terrazzo(table, x, y),
        TablePattern.Marble => Marble(table, x, y),
        TablePattern.Tiles => table.ColourAt(x % 64 < 3 || y % 64 < 3 ? 1 : 0),
        TablePattern.Hexagons => HeldOutTexture.Hexagons(table, x, y),
        TablePattern.Camouflage => HeldOutTexture.Camouflage(table, x, y),
        TablePattern.Herringbone => HeldOutTexture.Herringbone(table, x, y),
        TablePattern.Newsprint => HeldOutTexture.Newsprint(table, x, y),
        _ => table.ColourAt(0),
    };

    private static Colour Wood(TableSpec table, int x, int y)
    {
        // Planks along y, each with its own tone; fibres are noise stretched along the plank.
        int plank = x / 64;
        double tone = Noise.At(plank * 7.3, 0.5);
        double fibre = Noise.Sum((x * 0.35) + (plank * 19), y * 0.012, 3);
        double joint = x % 64 == 0 ? 0.5 : 0;
        return Mix(table.ColourAt(0), table.ColourAt(1), Math.Clamp((0.45 * tone) + (0.75 * fibre) - 0.1 + joint, 0, 1));
    }

    private static Colour Cloth(TableSpec table, int x, int y)
    {
        bool over = ((x / 3) + (y / 3)) % 2 == 0;
        double shade = 0.85 + (0.15 * Noise.At(x * 0.9, y * 0.9));
        Colour c = Mix(table.ColourAt(0), table.ColourAt(1), over ? 0.15 : 0.6);
        return new Colour(c.Red * shade, c.Green * shade, c.Blue * shade);
    }

    private static Colour Terrazzo(TableSpec table, int x, int y)
    {
        // One chip of random place, size and colour in each cell; a pixel takes the nearest chip that covers it.
        const int cell = 14;
        int chips = Math.Max(1, table.Colours.Count - 1);
        for (int cy = (y / cell) - 1; cy <= (y / cell) + 1; cy++)
        {
            for (int cx = (x / cell) - 1; cx <= (x / cell) + 1; cx++)
            {
                double u = (cx + Noise.Hash(cx, cy, 1)) * cell, v = (cy + Noise.Hash(cx, cy, 2)) * cell;
                double radius = 2 + (4.5 * Noise.Hash(cx, cy, 3)), stretch = 0.6 + Noise.Hash(cx, cy, 4);
                double dx = x - u, dy = (y - v) * stretch;
                if ((dx * dx) + (dy * dy) < radius * radius)
                    return table.ColourAt(1 + (int)(Noise.Hash(cx, cy, 5) * chips));
            }
        }

        return table.ColourAt(0);
    }

    private static Colour Marble(TableSpec table, int x, int y)
    {
        double warp = 6 * Noise.Sum(x * 0.012, y * 0.012, 4);
        double vein = Math.Abs(Math.Sin((x * 0.02) + (y * 0.008) + warp));
        return Mix(table.ColourAt(1), table.ColourAt(0), Math.Pow(vein, 0.35));
    }

    private static byte Byte(double value) => (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
}
