using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>Decides how well each object in view fits a noun phrase.</summary>
internal sealed class ReferenceResolver(Workcell cell)
{
    /// <summary>Below this an object does not fit at all.</summary>
    public const double Floor = 0.03;

    private const double Faint = 0.006;
    private const double FarAhead = 2;

    // Of two things, the one whose chief hue it is, is meant; the other is not ruled out.
    private const double SideHue = 0.7;

    // "All cups" means what surely is one; "the cup" means what is most like one. A group adds up the small chances of its many members.
    private const double PluralFloor = 0.3;
    private const double GroupFloor = 0.5;

    // Who says "bottles" sees at least two: the second need be no surer than this, but plainly ahead of a third. Chosen, as the floors
    // were, on training objects that the noun networks had not seen.
    private const double SecondFloor = 0.05;
    private const double AheadOfThird = 1.5;
    private const double SameAsBefore = 0.7;
    private const double AboveThird = 1.2;

    /// <summary>Returns the fit of every object. Shape: that of the view's objects. Range: 0 to 1; 0 does not fit.</summary>
    public double[] Score(ReferringExpression expression, SceneView scene)
    {
        double[] scores = ScoreWithoutSelector(expression, scene);
        return expression.Selector is null ? scores : Select(expression.Selector, scores, scene);
    }

    /// <summary>Returns the objects that surely fit a plural phrase: at least two of a kind, where a second one is likely enough.</summary>
    /// <param name="expression">What is meant.</param>
    /// <param name="scene">What is seen.</param>
    /// <param name="before">What was seen when the person spoke: what fits has to fit beside what was there then. Null: there was no time between.</param>
    public bool[] Matches(ReferringExpression expression, SceneView scene, SceneView? before = null)
    {
        double[] scores = Score(expression, scene), spoken = before is null ? scores : Score(expression, before);
        double best = Math.Max(scores.DefaultIfEmpty(0).Max(), spoken.DefaultIfEmpty(0).Max());
        double least = Math.Max(Floor, Math.Min(expression.Categories.Count > 1 ? GroupFloor : PluralFloor, 0.6 * best));
        if (expression.Categories.Count == 1)
            least = Math.Min(least, LeastOfTwo(spoken));
        return [.. scores.Select((s, i) => s >= least && HasColours(expression, scene.Objects[i]))];
    }

    // Objects are seen a little differently each time; what was third when the person spoke stays out.
    private static double LeastOfTwo(double[] spoken)
    {
        double[] sorted = [.. spoken.OrderDescending(), 0, 0, 0];
        return sorted[1] >= SecondFloor && sorted[1] >= AheadOfThird * sorted[2] ? Math.Max(SameAsBefore * sorted[1], AboveThird * sorted[2]) : double.MaxValue;
    }

    private static bool HasColours(ReferringExpression expression, SeenObject o) => expression.Attributes
        .Where(a => a.Kind == AttributeKind.Colour && !a.Negated).All(a => a.Values.Any(v => ColourFit.Surely(o.Features, v)));

    /// <summary>Returns a quantity of an object.</summary>
    public double Value(Measure measure, SeenObject o, SceneView scene) => measure switch
    {
        Measure.Right => scene.View.RightM(o.Centre),
        Measure.Away => scene.View.AwayM(o.Centre),
        Measure.Centre => (o.Centre - cell.AreaCenter).Length,
        Measure.Size => o.Features.VolumeM3,
        Measure.Height => o.Features.HeightM,
        Measure.Length => o.Features.LengthM,
        Measure.Width => o.Features.Extents.Middle,
        _ => o.Features.Lightness,
    };

    private double[] ScoreWithoutSelector(ReferringExpression expression, SceneView scene)
    {
        var scores = new double[scene.Objects.Count];
        if (!expression.NounIsKnown)
            return scores;
        for (int i = 0; i < scores.Length; i++)
            scores[i] = NounFit(expression, scene.Objects[i]);
        double[] nouns = (double[])scores.Clone();
        foreach (AttributeTest test in expression.Attributes)
            for (int i = 0; i < scores.Length; i++)
                scores[i] *= AttributeFit(test, i, nouns, scene);
        foreach (Relation relation in expression.Relations)
        {
            double[] fits = RelationFit(relation, scores, scene);
            for (int i = 0; i < scores.Length; i++)
                scores[i] *= fits[i];
        }

        double floor = LeastScore(scores);
        for (int i = 0; i < scores.Length; i++)
            if (scores[i] < floor)
                scores[i] = 0;
        return scores;
    }

    private static double NounFit(ReferringExpression expression, SeenObject o)
    {
        if (expression.Categories.Count == 0)
            return 1;
        return Math.Min(1, expression.Categories.Sum(c => o.Categories.GetValueOrDefault(c)));
    }

    // Who asks for something mostly sees it: a faint fit counts where nothing else comes near it.
    private static double LeastScore(double[] scores)
    {
        double best = 0, second = 0;
        foreach (double score in scores)
            (best, second) = score > best ? (score, best) : (best, Math.Max(second, score));
        return best < Floor && best >= Faint && best >= FarAhead * second ? best : Floor;
    }

    private double AttributeFit(AttributeTest test, int index, double[] nouns, SceneView scene)
    {
        double fit = test.Values.Max(v => OneFit(test.Kind, v, index, nouns, scene));
        if (!test.Negated)
            return fit;
        return fit > 0.35 ? 0 : 1 - fit;
    }

    private double OneFit(AttributeKind kind, string value, int index, double[] nouns, SceneView scene)
    {
        SeenObject o = scene.Objects[index];
        return kind switch
        {
            AttributeKind.Colour => ColourFit.Main(o.Features, value) * (ColourFit.Surely(o.Features, value) ? 1 : SideHue),
            AttributeKind.PartColour => ColourFit.Part(o.Features, value),
            AttributeKind.Tone => Tone(value, o),
            AttributeKind.Size => Size(value, index, nouns, scene),
            AttributeKind.Shape => Shape(value, o),
            AttributeKind.Position => Position(value, o, scene),
            _ => 1,
        };
    }

    private static double Tone(string value, SeenObject o) => value switch
    {
        "dark" => Sigmoid((45 - o.Features.Lightness) / 10),
        "light" => Sigmoid((o.Features.Lightness - 50) / 10),
        _ => Sigmoid((0.75 - o.Features.ColourShares.Max()) * 10),
    };

    // Compared with the others of its kind where there are any, else with all.
    private static double Size(string value, int index, double[] nouns, SceneView scene)
    {
        List<SeenObject> peers = [];
        for (int i = 0; i < nouns.Length; i++)
            if (nouns[i] > 0.1)
                peers.Add(scene.Objects[i]);
        if (peers.Count < 2)
            peers = [.. scene.Objects];
        double Relative(Func<RegionFeatures, double> of)
        {
            double[] values = [.. peers.Select(p => of(p.Features)).Order()];
            double middle = 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
            return Math.Log(of(scene.Objects[index].Features) / Math.Max(middle, 1e-9));
        }

        RegionFeatures f = scene.Objects[index].Features;
        (double longM, double middleM, double shortM) = f.Extents;
        return value switch
        {
            "small" => Sigmoid(-2.5 * Relative(p => p.VolumeM3)),
            "big" => Sigmoid(2.5 * Relative(p => p.VolumeM3)),
            "tall" => Sigmoid((5 * Relative(p => p.HeightM)) + (2 * Math.Log(f.HeightM / f.WidthM))),
            "short" => Sigmoid(-5 * Relative(p => p.HeightM)),
            "flat" => Sigmoid(3 * Math.Log(middleM / shortM / 1.5)) * Sigmoid(-3 * Relative(p => p.HeightM)) * 2,
            "long" => Sigmoid((3 * Math.Log(longM / middleM / 1.8)) + (2 * Relative(p => p.Extents.Long))),
            "thin" => Sigmoid(-4 * Relative(p => p.Extents.Middle)),
            _ => Sigmoid(4 * Relative(p => p.Extents.Middle)),
        };
    }

    private static double Shape(string value, SeenObject o)
    {
        RegionFeatures f = o.Features;
        (double longM, double middleM, double shortM) = f.Extents;
        double elongation = longM / middleM;
        return value switch
        {
            "round" => Sigmoid((f.Roundness - 0.72) * 18),
            "spherical" => Sigmoid((f.Roundness - 0.75) * 18) * Sigmoid((1.5 - (longM / shortM)) * 6),
            "cylindrical" => Math.Max(Category(o, "tin", "bottle", "cup", "jar", "glass", "candle", "torch", "tube"), 0.3 * Sigmoid((f.Roundness - 0.7) * 12)),
            "boxy" => Math.Max(Category(o, "box", "carton", "block", "cube", "book", "soap", "sponge"), 0.1),
            "elongated" => Sigmoid((elongation - 2) * 4),
            _ => f.Handle,
        };
    }

    private static double Category(SeenObject o, params string[] names) => Math.Min(1, names.Sum(n => o.Categories.GetValueOrDefault(n)));

    private double Position(string value, SeenObject o, SceneView scene)
    {
        double right = scene.View.RightM(o.Centre) - scene.View.RightM(cell.AreaCenter);
        double away = scene.View.AwayM(o.Centre) - scene.View.AwayM(cell.AreaCenter);
        return value switch
        {
            "left" => Sigmoid(-right / 0.04),
            "right" => Sigmoid(right / 0.04),
            "front" => Sigmoid(-away / 0.04),
            "back" => Sigmoid(away / 0.04),
            _ => Math.Exp(-((right * right) + (away * away)) / (2 * 0.09 * 0.09)),
        };
    }

    private double[] RelationFit(Relation relation, double[] targets, SceneView scene)
    {
        int count = scene.Objects.Count;
        var fits = new double[count];
        if (relation.Kind == RelationKind.Between)
            return Between(relation, scene);
        ReferringExpression anchor = relation.Anchors[0];
        if (anchor.Landmark != Landmark.None)
            return Rank(relation.Kind, targets, scene, o => (o.Centre - LandmarkPoint(anchor.Landmark, scene)).Length, LandmarkPoint(anchor.Landmark, scene));
        double[] anchors = Score(anchor, scene);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
                if (i != j && anchors[j] > 0)
                    fits[i] = Math.Max(fits[i], anchors[j] * RelationGeometry.Fit(relation.Kind, scene.Objects[i], scene.Objects[j], scene.View));
        if (relation.Kind is RelationKind.NearestTo or RelationKind.FarthestFrom && anchors.Any(a => a > 0))
        {
            int best = Array.IndexOf(anchors, anchors.Max());
            return Rank(relation.Kind, targets, scene, o => ReferenceEquals(o, scene.Objects[best]) ? double.NaN : (o.Centre - scene.Objects[best].Centre).Length, scene.Objects[best].Centre);
        }

        // The best anchor counts fully: how sure its noun is does not make its neighbours fit less.
        double sure = anchors.DefaultIfEmpty(0).Max();
        for (int i = 0; i < count && sure > 0; i++)
            fits[i] /= sure;
        return fits;
    }

    private static double[] Rank(RelationKind kind, double[] targets, SceneView scene, Func<SeenObject, double> distance, Vector3d anchor)
    {
        double[] d = [.. scene.Objects.Select(distance)];
        if (kind is not (RelationKind.NearestTo or RelationKind.FarthestFrom))
            return [.. scene.Objects.Select((o, i) => double.IsNaN(d[i]) ? 0 : RelationGeometry.Fit(kind, o.Centre, anchor, scene.View))];
        double nearest = double.MaxValue, farthest = 0;
        for (int i = 0; i < d.Length; i++)
            if (targets[i] > 0 && !double.IsNaN(d[i]))
                (nearest, farthest) = (Math.Min(nearest, d[i]), Math.Max(farthest, d[i]));
        return [.. d.Select(v => double.IsNaN(v) ? 0 : kind == RelationKind.NearestTo ? Math.Exp(-(v - nearest) / 0.03) : Math.Exp(-(farthest - v) / 0.03)).Select(v => Math.Min(1, v))];
    }

    private double[] Between(Relation relation, SceneView scene)
    {
        double[] first = Score(relation.Anchors[0], scene);
        double[] second = relation.Anchors.Count > 1 ? Score(relation.Anchors[1], scene) : first;
        var fits = new double[scene.Objects.Count];
        for (int i = 0; i < fits.Length; i++)
            for (int a = 0; a < fits.Length; a++)
                for (int b = 0; b < fits.Length; b++)
                    if (i != a && i != b && a != b && first[a] > 0 && second[b] > 0)
                        fits[i] = Math.Max(fits[i], Math.Sqrt(first[a] * second[b]) * RelationGeometry.Between(scene.Objects[i].Centre, scene.Objects[a].Centre, scene.Objects[b].Centre));
        return fits;
    }

    private Vector3d LandmarkPoint(Landmark landmark, SceneView scene) => landmark switch
    {
        Landmark.Tray => cell.TrayCenter,
        Landmark.Viewer => new Vector3d(scene.View.Eye.X, scene.View.Eye.Y, 0),
        Landmark.Robot => Vector3d.Zero,
        _ => cell.AreaCenter,
    };

    private double[] Select(Selector selector, double[] scores, SceneView scene)
    {
        double best = scores.DefaultIfEmpty(0).Max();
        List<int> candidates = [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] > 0 && scores[i] >= Math.Min(PluralFloor, 0.4 * best))];
        candidates.Sort((a, b) => Value(selector.Measure, scene.Objects[a], scene).CompareTo(Value(selector.Measure, scene.Objects[b], scene)) * (selector.Largest ? -1 : 1));
        var selected = new double[scores.Length];
        if (selector.Rank <= candidates.Count)
            selected[candidates[selector.Rank - 1]] = Math.Max(scores[candidates[selector.Rank - 1]], 0.5);
        return selected;
    }

    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));
}
