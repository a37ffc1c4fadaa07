using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks;

/// <summary>Says which object is meant as a person behind the head camera would: by kind, then colour, then place among its like.</summary>
public static class TargetWords
{
    // Two objects have to differ by this much for a person to order them by place or size.
    private const double ClearM = 0.05;
    private const double ClearSize = 1.25;

    /// <summary>Returns words that fit the target alone, such as "red mug", "leftmost green bottle" or "small red ball"; null when no simple words do.</summary>
    /// <param name="world">The scene.</param>
    /// <param name="target">Range: 0 to the number of objects - 1.</param>
    /// <param name="random">Chooses among words that fit equally well.</param>
    public static string? Describe(SimulatedWorld world, int target, Random random)
    {
        ObjectSpec spec = world.Objects[target].Spec;
        ObjectWords words = spec.Words;
        string colour = words.Adjectives.Count > 0 ? words.Adjectives[0] : "";
        var fitting = new List<string>();
        // Synonyms such as "drink" or "toy" may fit neighbours that nobody thought of when they were written down.
        if (Matching(world, words.Category, "").Count == 1)
            fitting.Add(words.Category);
        string coloured = $"{colour} {words.Category}".Trim();
        int[] alike = [.. Matching(world, words.Category, colour)];
        if (alike.Length == 1)
            fitting.AddRange([coloured, coloured]);
        if (fitting.Count > 0)
            return fitting[random.Next(fitting.Count)];

        foreach (string adjective in words.Adjectives.Skip(1))
            if (Matching(world, words.Category, colour).Count(i => world.Objects[i].Spec.Words.Adjectives.Contains(adjective)) == 1)
                return $"{adjective} {coloured}";
        string[] ranked = [.. Ranked(world, target, alike)];
        return ranked.Length == 0 ? null : $"{ranked[random.Next(ranked.Length)]} {coloured}";
    }

    private static List<int> Matching(SimulatedWorld world, string noun, string colour) =>
        [.. Enumerable.Range(0, world.Objects.Count).Where(i =>
            {
                ObjectWords words = world.Objects[i].Spec.Words;
                return (words.Category == noun || words.Synonyms.Contains(noun)) && (colour.Length == 0 || words.Adjectives.Contains(colour));
            })];

    private static IEnumerable<string> Ranked(SimulatedWorld world, int target, int[] alike)
    {
        ViewFrame view = ViewFrame.Of(world.Workcell.Camera("head").MountFromCamera);
        double right = view.RightM(At(target)), away = view.AwayM(At(target)), size = Volume(target);
        int[] others = [.. alike.Where(i => i != target)];
        if (others.All(i => view.RightM(At(i)) > right + ClearM))
            yield return "leftmost";
        if (others.All(i => view.RightM(At(i)) < right - ClearM))
            yield return "rightmost";
        if (others.All(i => view.AwayM(At(i)) > away + ClearM))
            yield return "nearest";
        if (others.All(i => view.AwayM(At(i)) < away - ClearM))
            yield return "farthest";
        if (others.All(i => Volume(i) > size * ClearSize))
            yield return "smallest";
        if (others.All(i => Volume(i) * ClearSize < size))
            yield return "largest";

        Vector3d At(int index) => world.WorldFromObject(index).Translation;
        double Volume(int index) => world.Objects[index].Spec.Parts.Sum(p => p.VolumeM3);
    }
}
