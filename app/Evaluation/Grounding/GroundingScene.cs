using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>Makes the scenes of the suite "grasp", asks its question and others of each, and judges the planner's boxes. One a worker thread.</summary>
/// <param name="input">Objects and scenes.</param>
/// <param name="wordings">Sentences with <see cref="Placeholder"/> that take the place of "grasp the ..."; null for none.</param>
internal sealed class GroundingScene(SceneInput input, IReadOnlyList<string>? wordings)
{
    /// <summary>What stands in a wording for the object.</summary>
    public const string Placeholder = "{label}";

    private const string Standard = "grasp the ";
    private const double LeastOverlap = 0.5;
    private readonly SceneFactory _scenes = new();
    private readonly GraspTaskOptions _tasks = new(input.Objects);

    /// <summary>Runs the scene of a seed.</summary>
    public IReadOnlyList<GroundingAnswer> Run(int seed)
    {
        using GraspTask task = GraspTask.Create(_scenes, _tasks with { Scene = input.SceneOf(seed) }, seed);
        SimulatedWorld world = task.World;
        var link = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { Seed = (ulong)seed } });
        try
        {
            Observation seen = link.ObserveAsync(TimeSpan.Zero, looks: true, CancellationToken.None).GetAwaiter().GetResult();
            BoundingBox?[] truth = TruthBoxes.Of(world);
            int[] visible = [.. Enumerable.Range(0, world.TargetCount).Where(i => Visibility.Share(world, i) >= _tasks.LeastVisible)];
            var maker = new QuestionMaker(world, visible, new Random(seed));
            List<GroundingQuestion> questions = [new GroundingQuestion("task", task.Instruction, task.Judge.Target), .. maker.Make()];
            if (maker.MakeAbsent(input.Objects) is { } absent)
                questions.Add(new GroundingQuestion(GroundingResult.AbsentFamily, absent, null));
            var planner = new EmbeddedPlanner(world.Workcell, world.Robot, PartitionModel.BuiltIn);
            var random = new Random(seed);
            return [.. questions.Select(q => Ask(planner, seen, world, truth, seed, Reworded(q, random)))];
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private GroundingQuestion Reworded(GroundingQuestion question, Random random) => wordings is null ? question : question with
    {
        Instruction = wordings[random.Next(wordings.Count)].Replace(Placeholder, question.Instruction[Standard.Length..], StringComparison.Ordinal),
    };

    private static GroundingAnswer Ask(EmbeddedPlanner planner, Observation seen, SimulatedWorld world, BoundingBox?[] truth, int seed, GroundingQuestion question)
    {
        string target = question.Target is { } index ? world.Objects[index].Name : "";
        GraspGoal? goal = new SpokenTarget(planner, question.Instruction).Find(seen, out string missing);
        if (goal is null)
            return new GroundingAnswer(seed, question.Family, question.Instruction, target, "", 0, question.Target is null, question.Target is null ? EpisodeResult.Ok : missing);
        double[] overlaps = [.. truth.Select(b => b is { } box ? box.IntersectionOverUnion(goal.Box) : 0)];
        int taken = Array.IndexOf(overlaps, overlaps.Max());
        double overlap = question.Target is { } meant ? overlaps[meant] : 0;
        string reason = question.Target is null ? "something else taken for it" : taken != question.Target ? "another object" : overlap < LeastOverlap ? "box does not fit" : EpisodeResult.Ok;
        return new GroundingAnswer(seed, question.Family, question.Instruction, target, world.Objects[taken].Name, Math.Round(overlap, 3), reason == EpisodeResult.Ok, reason);
    }
}
