using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>The table patterns that no training draws. Each says which of the table's colours a pixel has; pixels are about 2 mm wide.</summary>
internal static class HeldOutTexture
{
    /// <summary>Hexagons of all colours but the second, with joints of the second.</summary>
    public static Colour Hexagons(TableSpec table, int x, int y)
    {
        const double across = 44, jointWidth = 2.5;
        (int column, int row, double gap) = NearestHexagon(x / across, y / across);
        if (gap * across < jointWidth)
            return table.ColourAt(1);
        int others = Math.Max(1, table.Colours.Count - 1), chosen = (int)(Noise.Hash(column, row, 11) * others);
        return table.ColourAt(chosen == 0 ? 0 : chosen + 1);
    }

    /// <summary>Blotches without straight edges, of all colours.</summary>
    public static Colour Camouflage(TableSpec table, int x, int y)
    {
        for (int layer = table.Colours.Count - 1; layer > 0; layer--)
            if (Noise.Sum((x * 0.03) + (layer * 71), (y * 0.022) + (layer * 37), 3) > 0.6)
                return table.ColourAt(layer);
        return table.ColourAt(0);
    }

    /// <summary>Parquet of blocks of two by one, laid to and fro, each with a tone between the first two colours.</summary>
    public static Colour Herringbone(TableSpec table, int x, int y)
    {
        // Turned by 45 degrees; in every row of cells the blocks start one cell further on.
        const double cell = 15, joint = 0.06;
        double u = (x + y) / (cell * Math.Sqrt(2)), v = (y - x + 10_000) / (cell * Math.Sqrt(2));
        int i = (int)Math.Floor(u), j = (int)Math.Floor(v), phase = (((i - j) % 4) + 4) % 4;
        (int bi, int bj) = phase switch { 1 => (i - 1, j), 3 => (i, j - 1), _ => (i, j) };
        bool level = phase < 2;
        double along = level ? u - bi : v - bj, beside = level ? v - bj : u - bi;
        bool atJoint = along < joint || along > 2 - joint || beside < joint || beside > 1 - joint;
        double tone = (0.8 * Noise.Hash(bi, bj, 12)) + (0.2 * Noise.At(along * 3, beside * 12)) + (atJoint ? 0.4 : 0);
        return TableTexture.Mix(table.ColourAt(0), table.ColourAt(1), Math.Min(tone, 1));
    }

    /// <summary>A printed page: columns of dashes, as long as words, and here and there a grey picture.</summary>
    public static Colour Newsprint(TableSpec table, int x, int y)
    {
        const int column = 96, margin = 5, lead = 6;
        int left = x % column, block = y / 84;
        if (left < margin || left >= column - margin)
            return table.ColourAt(0);
        if (Noise.Hash(x / column, block, 13) < 0.25)
            return TableTexture.Mix(table.ColourAt(0), table.ColourAt(1), 0.2 + (0.5 * Noise.Sum(x * 0.06, y * 0.06, 3)));
        bool inLine = y % lead is >= 1 and <= 3;
        bool inWord = Noise.Hash((left + (int)(9 * Noise.Hash(y / lead, x / column, 14))) / 7, y / lead, 15) > 0.2 && (left % 7) != 0;
        return table.ColourAt(inLine && inWord ? 1 : 0);
    }

    // Two lattices of points, one in the middles of the other: the nearest point's cell is a hexagon. The gap to its neighbour is in units of the hexagon's width.
    private static (int Column, int Row, double Gap) NearestHexagon(double x, double y)
    {
        const double rise = 1.7320508075688772;
        (double Distance, int Column, int Row) best = (double.MaxValue, 0, 0), second = best;
        for (int half = 0; half < 2; half++)
        {
            int column = (int)Math.Floor(x - (half * 0.5)), row = (int)Math.Floor((y / rise) - (half * 0.5));
            for (int k = 0; k < 4; k++)
            {
                int c = column + (k % 2), r = row + (k / 2);
                double dx = x - c - (half * 0.5), dy = y - ((r + (half * 0.5)) * rise);
                (double, int, int) here = (Math.Sqrt((dx * dx) + (dy * dy)), c, (2 * r) + half);
                if (here.Item1 < best.Distance)
                    (best, second) = (here, best);
                else if (here.Item1 < second.Distance)
                    second = here;
            }
        }

        return (best.Column, best.Row, second.Distance - best.Distance);
    }
}
