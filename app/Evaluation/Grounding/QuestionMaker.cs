using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Planner.Language;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>
/// Asks for objects of a scene in as many ways as its content allows, at most one of each way; every question has one right
/// answer by the objects' words and by a clear margin in place.
/// </summary>
internal sealed class QuestionMaker(SimulatedWorld world, IReadOnlyList<int> visible, Random random)
{
    // Closer than this, people would not agree on which of two is further left.
    private const double ClearM = 0.05;
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Groups = Vocabulary.BuiltIn.Groups;
    private static readonly string[] Ranks = ["", "second ", "third "];
    private readonly ViewFrame _view = ViewFrame.Of(world.Workcell.Camera("head").MountFromCamera);

    /// <summary>Returns the questions.</summary>
    public IEnumerable<GroundingQuestion> Make()
    {
        int[] order = [.. visible];
        random.Shuffle(order);
        (string Family, Func<int, string?> Words)[] families =
        [
            ("name", i => Only(i, Words(i).Category)),
            ("attribute", ByAttribute),
            ("category", ByGroup),
            ("colour", ByColour),
            ("relation", ByRelation),
            ("order", ByOrder),
        ];
        foreach ((string family, Func<int, string?> words) in families)
        {
            (int target, string? label) = order.Select(i => (i, words(i))).FirstOrDefault(q => q.Item2 is not null);
            if (label is not null)
                yield return new GroundingQuestion(family, $"grasp the {label}", target);
        }
    }

    /// <summary>Returns words for something of the object set that is not in the scene, or null.</summary>
    /// <param name="set">What scenes are filled from.</param>
    public string? MakeAbsent(IReadOnlyList<ObjectSpec> set)
    {
        string[] absent = [.. set.Select(o => o.Words.Category).Distinct().Where(noun => !Enumerable.Range(0, world.Objects.Count).Any(i => Fits(i, noun)))];
        return absent.Length == 0 ? null : $"grasp the {absent[random.Next(absent.Length)]}";
    }

    private ObjectWords Words(int i) => world.Objects[i].Spec.Words;

    private string Colour(int i) => Words(i).Adjectives is [var first, ..] ? first : "";

    private IEnumerable<int> Others(int target) => Enumerable.Range(0, world.Objects.Count).Where(i => i != target);

    private bool Fits(int i, string noun) => Words(i).Category == noun || Words(i).Synonyms.Contains(noun) || (Groups.TryGetValue(noun, out IReadOnlyList<string>? members) && members.Contains(Words(i).Category));

    private string? Only(int target, string noun) => Others(target).Any(i => Fits(i, noun)) ? null : noun;

    private string? ByAttribute(int target)
    {
        string noun = Words(target).Category;
        string[] adjectives = [.. Words(target).Adjectives];
        random.Shuffle(adjectives);
        return adjectives.Where(a => !Others(target).Any(i => Fits(i, noun) && Words(i).Adjectives.Contains(a))).Select(a => $"{a} {noun}").FirstOrDefault();
    }

    private string? ByGroup(int target)
    {
        string[] groups = [.. Groups.Where(g => g.Value.Contains(Words(target).Category) && Words(target).Synonyms.Contains(g.Key)).Select(g => g.Key)];
        random.Shuffle(groups);
        return groups.FirstOrDefault(g => Only(target, g) is not null);
    }

    private string? ByColour(int target) =>
        Colour(target).Length == 0 || Others(target).Any(i => Words(i).Adjectives.Contains(Colour(target))) ? null : $"{Colour(target)} object";

    // Two of a kind told apart by their side of a third; else what is nearest to something that has a name of its own.
    private string? ByRelation(int target)
    {
        foreach (int anchor in visible)
        {
            if (anchor == target || Only(anchor, Words(anchor).Category) is not { } name)
                continue;
            string phrase = $"{Colour(anchor)} {name}".Trim();
            double[] distance = [.. Others(anchor).Select(i => i == target ? double.MaxValue : (At(i) - At(anchor)).Length)];
            if ((At(target) - At(anchor)).Length + ClearM < distance.Min())
                return $"object nearest to the {phrase}";
            int[] like = [.. Others(target).Where(i => Fits(i, Words(target).Category))];
            if (like.Length == 0 || like.Contains(anchor))
                continue;
            double side = Right(target) - Right(anchor);
            if (Math.Abs(side) > ClearM && Away(target) - Away(anchor) is > -0.1 and < 0.1 && like.All(i => (Right(i) - Right(anchor)) * Math.Sign(side) < -ClearM))
                return $"{Words(target).Category} {(side > 0 ? "right" : "left")} of the {phrase}";
        }

        return null;
    }

    // Counting stops short of what is hidden: nobody counts what cannot be seen.
    private string? ByOrder(int target)
    {
        bool fromRight = random.Next(2) == 0;
        int[] line = [.. Enumerable.Range(0, world.Objects.Count).OrderBy(i => fromRight ? -Right(i) : Right(i))];
        int rank = Array.IndexOf(line, target);
        bool clear = rank < Ranks.Length && line.Take(rank + 1).All(visible.Contains)
            && Enumerable.Range(0, Math.Min(rank + 1, line.Length - 1)).All(k => Math.Abs(Right(line[k + 1]) - Right(line[k])) > 0.6 * ClearM);
        string side = fromRight ? "right" : "left";
        return !clear ? null : rank == 0 ? $"{side}most object" : $"{Ranks[rank]}object from the {side}";
    }

    private Vector3d At(int i) => world.WorldFromObject(i).Translation;

    private double Right(int i) => _view.RightM(At(i));

    private double Away(int i) => _view.AwayM(At(i));
}
