using DexGrasp.App.Cli;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>Makes the scene of a long task: objects that are meant among others that are not.</summary>
internal static class LongHorizonScene
{
    /// <summary>How many objects are meant, where not all are: as in the paper.</summary>
    private const int FewestMeant = 2, MostMeant = 3;

    /// <summary>How many stand on the table in all: about as many as in the paper.</summary>
    private const int Fewest = 5, Most = 7;

    /// <summary>Makes the scene of a seed.</summary>
    /// <param name="factory">Lets the objects come to rest.</param>
    /// <param name="family">What will be asked.</param>
    /// <param name="scene">Look.</param>
    /// <param name="set">What to choose from.</param>
    /// <param name="seed">Chooses number, objects and places.</param>
    /// <exception cref="UserErrorException">The set has too few objects that are meant, or that are not.</exception>
    public static SettledScene Make(SceneFactory factory, PromptFamily family, SceneSpec scene, IReadOnlyList<ObjectSpec> set, int seed)
    {
        var random = new Random(seed);
        ObjectSpec[] meant = [.. set.Where(family.Means)], others = [.. set.Where(o => !family.Means(o))];
        random.Shuffle(meant);
        random.Shuffle(others);
        int all = random.Next(Fewest, Most + 1), wanted = others.Length == 0 ? all : random.Next(FewestMeant, MostMeant + 1);
        if (meant.Length < Math.Min(wanted, FewestMeant) || (family.Name != PromptFamily.All[0].Name && others.Length < all - wanted))
            throw new UserErrorException(
                $"The object set has {meant.Length} objects for \"{family.Prompt}\" and {others.Length} others; {FewestMeant} and {Most - FewestMeant} are needed.",
                "Give a set with more objects (docs/objects.md).");
        ObjectSpec[] chosen = [.. meant.Take(wanted), .. others.Take(all - wanted)];
        return factory.Make(scene.WithCount(chosen.Length), chosen, seed);
    }
}
