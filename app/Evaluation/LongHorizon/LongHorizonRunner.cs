using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Grasping;
using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Planner;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>Runs long tasks through the product's own grasp loop in lock-step. One a worker thread.</summary>
internal sealed class LongHorizonRunner(SceneInput input, PolicyChoice policy, string? films) : IDisposable
{
    private readonly PolicyModel? _model = policy.LoadModel();
    // What was let go last may still roll.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);
    private readonly SceneFactory _scenes = new();

    /// <summary>Runs one task.</summary>
    /// <param name="family">What is asked.</param>
    /// <param name="seed">Of the scene.</param>
    /// <param name="stop">Ends it.</param>
    public LongHorizonEpisode Run(PromptFamily family, int seed, CancellationToken stop)
    {
        using SimulatedWorld world = LongHorizonScene.Make(_scenes, family, input.SceneOf(seed), input.Objects, seed).CreateWorld();
        bool[] meant = [.. world.Objects.Select(o => family.Means(o.Spec))];
        var link = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { Seed = (ulong)seed } });
        try
        {
            using EpisodeFilm? film = films is null ? null : new EpisodeFilm(Path.Combine(films, $"{family.Name}-{seed}.mp4"), link, $"seed {seed}: {family.Prompt}");
            link.AfterTick = film is null ? null : film.AfterTick;
            var judge = new LongHorizonJudge(world, meant, film);
            IGraspController controller = PolicyChoice.CreateController(world.Robot, world.Workcell, _model, new LearnedControllerOptions { Seed = seed });
            var loop = new GraspLoop(
                link, new EmbeddedPlanner(world.Workcell, world.Robot, PartitionModel.BuiltIn), controller,
                GraspLoopOptions.Reference with { Robot = world.Robot, Cell = world.Workcell }, judge);
            GraspLoopResult ended = loop.RunAsync(family.Prompt, stop).GetAwaiter().GetResult();
            stop.ThrowIfCancellationRequested();
            link.ObserveAsync(link.Now + Settle, looks: false, stop).GetAwaiter().GetResult();
            film?.Finish();
            bool success = judge.IsDone && ended.End == GraspLoopState.Finished;
            return new LongHorizonEpisode(
                family.Name, seed, family.Prompt, [.. world.Objects.Select(o => o.Name)], [.. world.Objects.Where((_, i) => meant[i]).Select(o => o.Name)], success, judge.Placed,
                ended.Attempts, success ? EpisodeResult.Ok : Why(judge, meant.Count(m => m), ended), judge.Counts, judge.Story, Math.Round(link.Now.TotalSeconds, 2));
        }
        finally
        {
            link.AfterTick = null;
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _model?.Dispose();

    private static string Why(LongHorizonJudge judge, int meant, GraspLoopResult ended) =>
        judge.Wrong > 0 ? "something that is not meant is in the tray"
        : judge.Placed + judge.Left < meant ? "fell off the table"
        : ended.End == GraspLoopState.Finished ? "taken for done too early"
        : judge.IsDone ? "done, but not noticed"
        : $"{ended.End}: {ended.Words}";
}
