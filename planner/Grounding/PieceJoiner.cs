namespace DexGrasp.Planner.Grounding;

/// <summary>Joins pieces of one object that a gap in depth has parted: a goblet's foot below its bowl, a handle behind a cup.</summary>
internal static class PieceJoiner
{
    private const float CellM = 0.006f;
    private const float NearM = 0.018f;
    private const int SmallPixels = 700;

    /// <summary>Returns the pieces with small ones joined to the neighbour that they belong to.</summary>
    public static Labels Join(Surface surface, float[] lab, Labels pieces)
    {
        List<int>[] pixels = pieces.Pixels();
        var target = new int[pieces.Count];
        for (int k = 0; k < target.Length; k++)
            target[k] = k;
        for (int small = 0; small < pieces.Count; small++)
        {
            if (pixels[small].Count is 0 or > SmallPixels)
                continue;
            int best = -1;
            double bestScore = 0;
            for (int other = 0; other < pieces.Count; other++)
            {
                if (other == small || pixels[other].Count <= pixels[small].Count)
                    continue;
                double score = Belonging(surface, lab, pixels[small], pixels[other]);
                if (score > bestScore)
                    (best, bestScore) = (other, score);
            }

            if (best >= 0)
                target[small] = best;
        }

        return Relabel(pieces, target);
    }

    private static double Belonging(Surface surface, float[] lab, List<int> small, List<int> large)
    {
        double distance = ColourDistance(lab, small, large);
        if (distance > 22)
            return 0;
        var cells = new HashSet<(int, int)>();
        foreach (int i in large)
            cells.Add(Cell(surface, i));
        int reach = (int)(NearM / CellM), near = 0, total = 0;
        int step = Math.Max(1, small.Count / 150);
        for (int k = 0; k < small.Count; k += step)
        {
            total++;
            (int cx, int cy) = Cell(surface, small[k]);
            bool found = false;
            for (int dx = -reach; dx <= reach && !found; dx++)
                for (int dy = -reach; dy <= reach && !found; dy++)
                    found = cells.Contains((cx + dx, cy + dy));
            near += found ? 1 : 0;
        }

        double share = near / (double)total;
        return share > 0.45 ? share * (1 - (distance / 40)) : 0;
    }

    private static (int X, int Y) Cell(Surface surface, int i) => ((int)MathF.Floor(surface.X[i] / CellM), (int)MathF.Floor(surface.Y[i] / CellM));

    // Hue and chroma, not lightness: parts of one object are lit differently.
    private static double ColourDistance(float[] lab, List<int> a, List<int> b)
    {
        (double aa, double ab) = (a.Average(i => lab[(3 * i) + 1]), a.Average(i => lab[(3 * i) + 2]));
        double best = double.MaxValue;
        int step = Math.Max(1, b.Count / 200);
        var distances = new List<double>();
        for (int k = 0; k < b.Count; k += step)
            distances.Add(Math.Sqrt(Math.Pow(lab[(3 * b[k]) + 1] - aa, 2) + Math.Pow(lab[(3 * b[k]) + 2] - ab, 2)));
        distances.Sort();
        best = distances[distances.Count / 5];
        return best;
    }

    private static Labels Relabel(Labels pieces, int[] target)
    {
        var number = new Dictionary<int, int>();
        int[] of = new int[pieces.Of.Length];
        for (int i = 0; i < of.Length; i++)
        {
            int k = pieces.Of[i];
            if (k < 0)
            {
                of[i] = -1;
                continue;
            }

            int root = k;
            while (target[root] != root)
                root = target[root];
            if (!number.TryGetValue(root, out int n))
                number[root] = n = number.Count;
            of[i] = n;
        }

        return new Labels(pieces.Width, pieces.Height, of, number.Count);
    }
}
