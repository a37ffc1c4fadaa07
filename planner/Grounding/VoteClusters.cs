using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Puts cells together that vote for one place. Votes make hills; each hill is an object, unless it is parted from a higher one by no
/// more than a shallow dip (clustering by persistence: Chazal et al., "Persistence-Based Clustering in Riemannian Manifolds", 2013).
/// </summary>
internal static class VoteClusters
{
    private const int Margin = 24;
    private const int Width = CellPicture.Width + (2 * Margin), Height = CellPicture.Height + (2 * Margin);
    private const double Blur = 1.4;
    private const int Reach = 4;

    // Of the lower hill's height: a higher saddle makes one hill of two.
    private const double ShallowDip = 0.5;

    // As many cells as the fewest pixels of a piece.
    private const int FewestCells = 15;

    /// <summary>Returns the cluster of each cell. Shape: [N]; range: 0 to the number of clusters - 1.</summary>
    /// <param name="votes">Where each cell says that the middle of its object is. Shape: [N].</param>
    public static int[] Of((float U, float V)[] votes)
    {
        int[] places = [.. votes.Select(Place)];
        double[] density = Blurred(places);
        int[] hill = Hills(density);
        int[] clusters = [.. places.Select(p => hill[p])];
        JoinSmall(clusters, votes);
        return Numbered(clusters);
    }

    private static int Place((float U, float V) vote) =>
        (Math.Clamp((int)MathF.Round(vote.V) + Margin, Reach, Height - 1 - Reach) * Width) + Math.Clamp((int)MathF.Round(vote.U) + Margin, Reach, Width - 1 - Reach);

    private static double[] Blurred(int[] places)
    {
        double[] weights = [.. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(d => Math.Exp(-d * d / (2 * Blur * Blur)))];
        double[] rows = new double[Width * Height], all = new double[Width * Height];
        foreach (int place in places)
            for (int d = -Reach; d <= Reach; d++)
                rows[place + d] += weights[d + Reach];
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] > 0)
                for (int d = -Reach; d <= Reach; d++)
                    if ((uint)(i + (d * Width)) < (uint)all.Length)
                        all[i + (d * Width)] += rows[i] * weights[d + Reach];
        return all;
    }

    private static int[] Hills(double[] density)
    {
        var parent = new int[density.Length];
        Array.Fill(parent, -1);
        foreach (int i in Enumerable.Range(0, density.Length).Where(i => density[i] > 0).OrderByDescending(i => density[i]).ThenBy(i => i))
        {
            // A root is its hill's highest cell.
            int best = -1;
            foreach (int j in Neighbours(i))
                if (parent[j] >= 0 && Root(parent, j) is var root && (best < 0 || density[root] > density[best]))
                    best = root;
            parent[i] = best < 0 ? i : best;
            if (best < 0)
                continue;
            foreach (int j in Neighbours(i))
                if (parent[j] >= 0 && Root(parent, j) is var other && other != best && density[i] >= ShallowDip * density[other])
                    parent[other] = best;
        }

        return [.. Enumerable.Range(0, density.Length).Select(i => parent[i] < 0 ? -1 : Root(parent, i))];
    }

    private static IEnumerable<int> Neighbours(int i)
    {
        int x = i % Width, y = i / Width;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if ((dx, dy) != (0, 0) && (uint)(x + dx) < Width && (uint)(y + dy) < Height)
                    yield return i + (dy * Width) + dx;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }

    private static void JoinSmall(int[] clusters, (float U, float V)[] votes)
    {
        var middles = Enumerable.Range(0, clusters.Length).GroupBy(k => clusters[k]).Select(g => (Id: g.Key, Count: g.Count(), U: g.Average(k => votes[k].U), V: g.Average(k => votes[k].V))).ToList();
        var large = middles.Where(m => m.Count >= FewestCells).ToList();
        if (large.Count == 0)
            return;
        Dictionary<int, int> to = middles.Where(m => m.Count < FewestCells).ToDictionary(
            m => m.Id, m => large.MinBy(l => ((l.U - m.U) * (l.U - m.U)) + ((l.V - m.V) * (l.V - m.V))).Id);
        for (int k = 0; k < clusters.Length; k++)
            clusters[k] = to.GetValueOrDefault(clusters[k], clusters[k]);
    }

    private static int[] Numbered(int[] clusters)
    {
        var numbers = new Dictionary<int, int>();
        return [.. clusters.Select(c => numbers.TryGetValue(c, out int n) ? n : numbers[c] = numbers.Count)];
    }
}
