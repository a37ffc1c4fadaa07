using DexGrasp.App.Simulation;
using DexGrasp.Controller;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Makes each episode's world from its seed, runs it and judges it.</summary>
internal sealed class GraspEpisodeRunner(SceneInput input, string policy) : IEpisodeRunner
{
    private readonly SceneFactory _scenes = new();

    public EpisodeResult Run(EpisodeSpec spec, CancellationToken cancellationToken)
    {
        using SimulatedWorld world = _scenes.Make(input.Scene, input.Objects, spec.Seed).CreateWorld();
        var options = new LockStepOptions
        {
            Sensors = new SensorOptions { Seed = (ulong)spec.Seed },
            DrawsPictures = policy != GraspSuite.Expert || spec.VideoPath is not null,
        };
        var link = new LockStepLink(world, options);
        try
        {
            using var view = new TargetView(world);
            int target = view.Pick(new Random(spec.Seed));
            return target < 0
                ? new EpisodeResult(spec.Seed, "", false, 0, 0, 0, "no object visible", new Dictionary<string, double>(), 0)
                : Run(spec, world, link, view, target, options.Period, cancellationToken);
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
    }

    private EpisodeResult Run(
        EpisodeSpec spec, SimulatedWorld world, LockStepLink link, TargetView view, int target, TimeSpan period, CancellationToken cancellationToken)
    {
        string name = world.Objects[target].Name;
        var costs = new EpisodeCosts(world, link, target, period);
        using EpisodeFilm? film = spec.VideoPath is null ? null : new EpisodeFilm(spec.VideoPath, link, $"seed {spec.Seed}: {name}");
        link.AfterTick = () =>
        {
            costs.Measure();
            film?.AfterTick();
        };
        TimeSpan start = link.Now;
        IGraspController controller = policy == GraspSuite.Expert ? new GraspExpert(world) : new ClassicalController(world.Robot, world.Workcell);
        var episode = new GraspEpisode(world, link, view, controller, target) { Acted = film is null ? null : film.Acted };
        string reason = episode.Run(cancellationToken);
        link.AfterTick = null;
        film?.Finish();
        IReadOnlyDictionary<string, double> sums = costs.Sum();
        double simS = (link.Now - start).TotalSeconds;
        return new EpisodeResult(
            spec.Seed, name, reason == EpisodeResult.Ok, episode.Attempts, (int)Math.Round(simS / ActionChunk.PeriodS), sums.Values.Sum(), reason, sums, simS);
    }
}
