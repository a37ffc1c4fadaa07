using DexGrasp.Core.Geometry;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;

namespace DexGrasp.Planner.Grounding;

/// <summary>Applies a plan to what is seen: which objects belong to which step, which comes next, is anything left?</summary>
internal sealed class TargetChooser(ReferenceResolver resolver)
{
    private const double NearTie = 0.93;

    public CompletionVerdict CheckCompletion(TaskMemory memory, SceneView scene)
    {
        bool first = memory.Initial is null;
        Begin(memory, scene);
        memory.CheckPlaced(scene);
        if (first && memory.Plan.Steps.SelectMany(s => s.Targets).FirstOrDefault(t => !t.NounIsKnown) is { } unknown)
            return new CompletionVerdict(GraspLoopTrigger.NothingMatches, $"I see no {unknown}. {scene.Describe()}", scene);

        Advance(memory, scene);
        if (memory.StepIndex >= memory.Plan.Steps.Count)
            return Ended(memory, scene);
        if (memory.Attempts >= memory.Limits.AttemptsPerTask)
            return new CompletionVerdict(GraspLoopTrigger.AttemptsUsedUp, $"{memory.Attempts} grasps were tried, which is the limit; {Done(memory)}. {scene.Describe()}", scene);
        return new CompletionVerdict(GraspLoopTrigger.TaskOpen, $"Still to do: {memory.Plan.Steps[memory.StepIndex]}. {scene.Describe()}", scene);
    }

    public Proposal Propose(TaskMemory memory, SceneView scene)
    {
        Advance(memory, scene);
        int index = memory.StepIndex;
        if (memory.Attempts >= memory.Limits.AttemptsPerTask)
            return new Proposal(GraspLoopTrigger.AttemptsUsedUp, "", $"{memory.Attempts} grasps were tried, which is the limit.", null, index, scene);
        if (index >= memory.Plan.Steps.Count)
            return new Proposal(GraspLoopTrigger.NothingMatches, "", NotSeen(memory, scene), null, index, scene);
        List<(SeenObject Object, double Score)> candidates = Candidates(memory, memory.Plan.Steps[index], scene);
        if (candidates.Count == 0)
            return new Proposal(GraspLoopTrigger.NothingMatches, "", NotSeen(memory, scene), null, index, scene);

        PlanStep step = memory.Plan.Steps[index];
        List<(SeenObject Object, double Score)> sorted = Sort(memory, step, candidates, scene);
        SeenObject chosen = sorted[0].Object;
        string label = Called(step, chosen);
        string instruction = $"grasp the {(step.Count == 1 && step.Targets.Count == 1 ? step.Targets[0].ToString() : label)}";
        return new Proposal(GraspLoopTrigger.ObjectChosen, instruction, Reason(memory, step, sorted, scene), chosen, index, scene) { Label = label, Targets = step.Targets };
    }

    /// <summary>Returns the objects of a step that may be taken now, with their fit.</summary>
    internal List<(SeenObject Object, double Score)> Candidates(TaskMemory memory, PlanStep step, SceneView scene)
    {
        var best = new double[scene.Objects.Count];
        foreach (ReferringExpression target in step.Targets)
        {
            double[] scores = resolver.Score(target, scene);
            bool[] matches = step.Count == 1 ? [.. scores.Select(s => s > 0)] : resolver.Matches(target, scene, memory.Initial);
            for (int i = 0; i < best.Length; i++)
                if (matches[i])
                    best[i] = Math.Max(best[i], scores[i]);
        }

        bool[] excepted = Excepted(step, scene);
        List<(SeenObject Object, double Score)> candidates = [];
        for (int i = 0; i < best.Length; i++)
            if (best[i] > 0 && !excepted[i] && !memory.IsProtected(scene.Objects[i]) && !memory.IsGivenUp(scene.Objects[i]))
                candidates.Add((scene.Objects[i], best[i]));
        return candidates;
    }

    private bool[] Excepted(PlanStep step, SceneView scene)
    {
        var excepted = new bool[scene.Objects.Count];
        foreach (ReferringExpression expression in step.Except.Where(e => e.Selector is null))
        {
            bool[] matches = resolver.Matches(expression, scene);
            for (int i = 0; i < excepted.Length; i++)
                excepted[i] |= matches[i];
        }

        return excepted;
    }

    // "All but the second from the left" is settled by the first picture, before others are gone.
    internal void Begin(TaskMemory memory, SceneView scene)
    {
        if (memory.Initial is not null)
            return;
        memory.Initial = scene;
        foreach (ReferringExpression expression in memory.Plan.Steps.SelectMany(s => s.Except).Distinct())
        {
            bool[] matches = resolver.Matches(expression, scene);
            for (int i = 0; i < matches.Length; i++)
                if (matches[i])
                    memory.Protected.Add(scene.Objects[i].Centre);
        }
    }

    private void Advance(TaskMemory memory, SceneView scene)
    {
        while (memory.StepIndex < memory.Plan.Steps.Count)
        {
            PlanStep step = memory.Plan.Steps[memory.StepIndex];
            if ((step.Count is not { } count || memory.TakenOf(memory.StepIndex) < count) && Candidates(memory, step, scene).Count > 0)
                return;
            memory.StepIndex++;
        }
    }

    private static CompletionVerdict Ended(TaskMemory memory, SceneView scene)
    {
        List<string> open = [];
        for (int i = 0; i < memory.Plan.Steps.Count; i++)
        {
            PlanStep step = memory.Plan.Steps[i];
            if (memory.TakenOf(i) < (step.Count ?? 1))
                open.AddRange(step.Targets.Select(t => t.ToString()));
        }

        if (memory.GivenUp > 0)
            return new CompletionVerdict(GraspLoopTrigger.AttemptsUsedUp, $"I gave up {memory.GivenUp} of the objects after {memory.Limits.AttemptsPerObject} grasps each; {Done(memory)}. {scene.Describe()}", scene);
        if (memory.Placed == 0)
            return new CompletionVerdict(GraspLoopTrigger.NothingMatches, NotSeen(memory, scene), scene);
        string missing = open.Count == 0 ? "" : $" I saw no {string.Join(" and no ", open)}.";
        return new CompletionVerdict(GraspLoopTrigger.TaskDone, $"Done: {Done(memory)}.{missing}", scene);
    }

    private static string Done(TaskMemory memory) => memory.Placed == 1 ? "1 object is in the tray" : $"{memory.Placed} objects are in the tray";

    private static string NotSeen(TaskMemory memory, SceneView scene)
    {
        string what = string.Join(" and no ", memory.Plan.Steps.SelectMany(s => s.Targets).Select(t => t.ToString()).Distinct());
        return $"I see no {what}. {scene.Describe()}";
    }

    private List<(SeenObject Object, double Score)> Sort(TaskMemory memory, PlanStep step, List<(SeenObject Object, double Score)> candidates, SceneView scene)
    {
        double best = candidates.Max(c => c.Score);
        IOrderedEnumerable<(SeenObject Object, double Score)> sorted = candidates.OrderBy(c => 0);
        foreach (StepOrder order in step.Order)
            sorted = order.By is { } by
                ? sorted.ThenBy(c => resolver.Value(by.Measure, c.Object, scene) * (by.Largest ? -1 : 1))
                : sorted.ThenBy(c => Preferred(order, c.Object, scene));
        // A single object is asked for by its description; among several, the easy ones come first.
        if (step.Count is not null && step.Order.Count == 0)
            sorted = sorted.ThenBy(c => c.Score >= NearTie * best ? 0 : 1).ThenBy(c => memory.FailuresOf(c.Object)).ThenByDescending(c => c.Score >= NearTie * best ? 0 : c.Score);
        return [.. sorted.ThenBy(c => memory.FailuresOf(c.Object)).ThenByDescending(c => Ease(c.Object, scene))];
    }

    // A person who asked for bottles is answered in bottles, whatever the picture looks most like.
    private static string Called(PlanStep step, SeenObject chosen)
    {
        if (step.Targets.Count != 1 || step.Targets[0].Categories.Count == 0 || step.Targets[0].Categories.Contains(chosen.Noun) || !chosen.Label.EndsWith(chosen.Noun, StringComparison.Ordinal))
            return chosen.Label;
        return $"{chosen.Label[..^chosen.Noun.Length]}{step.Targets[0].Noun}";
    }

    private int Preferred(StepOrder order, SeenObject o, SceneView scene)
    {
        bool matches = resolver.Matches(order.Preferred!, scene)[IndexOf(scene, o)];
        return matches ^ order.PreferredLast ? 0 : 1;
    }

    private static int IndexOf(SceneView scene, SeenObject o)
    {
        for (int i = 0; i < scene.Objects.Count; i++)
            if (ReferenceEquals(scene.Objects[i], o))
                return i;
        return -1;
    }

    // Free objects before crowded ones, then from right to left, as DexGraspVLA's planner is told to prefer.
    private static double Ease(SeenObject o, SceneView scene) => (10 * Math.Min(Free(o, scene), 0.06)) + (0.6 * scene.View.RightM(o.Centre));

    private static double Free(SeenObject o, SceneView scene)
    {
        double free = 0.2;
        foreach (SeenObject other in scene.Objects)
            if (!ReferenceEquals(other, o))
                free = Math.Min(free, Level(other.Centre - o.Centre) - (0.35 * (o.Features.LengthM + other.Features.LengthM)));
        return Math.Max(0, free);
    }

    private static string Reason(TaskMemory memory, PlanStep step, List<(SeenObject Object, double Score)> sorted, SceneView scene)
    {
        SeenObject chosen = sorted[0].Object;
        string place = Place(chosen, scene);
        string free = Free(chosen, scene) > 0.03 ? "it is free" : "it is near others";
        string why = step.Order.Count > 0 ? step.Order[0].ToString() : free;
        string again = memory.FailuresOf(chosen) is > 0 and int failures ? $" This is attempt {failures + 1} at it." : "";
        string doubt = "";
        if (step.Count == 1 && step.Targets.Count == 1 && sorted.Count > 1 && sorted[1].Score >= NearTie * sorted[0].Score && step.Order.Count == 0)
            doubt = $" The words also fit {sorted.Count(s => s.Score >= NearTie * sorted[0].Score) - 1} other, such as the {sorted[1].Object.Label} {Place(sorted[1].Object, scene)}.";
        return $"I will take the {Called(step, chosen)} {place}: {why}.{again}{doubt}";
    }

    private static string Place(SeenObject o, SceneView scene)
    {
        double middle = scene.Objects.Average(s => scene.View.RightM(s.Centre)), right = scene.View.RightM(o.Centre) - middle;
        return right > 0.05 ? "on the right" : right < -0.05 ? "on the left" : "in the middle";
    }

    private static double Level(Vector3d v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));
}
