using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Controller;
using DexGrasp.Controller.Chunks;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Safety.Supervision;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Makes each episode's world and task from its seed, runs it and judges it.</summary>
internal sealed class GraspEpisodeRunner(SceneInput input, PolicyChoice policy, bool pointed, Disturbance? disturb, InferenceChoice inference) : IEpisodeRunner
{
    private readonly PolicyModel? _model = policy.LoadModel();
    private readonly SceneFactory _scenes = new();
    private readonly GraspTaskOptions _tasks = new(input.Objects);

    public EpisodeResult Run(EpisodeSpec spec, CancellationToken cancellationToken)
    {
        using GraspTask task = GraspTask.Create(_scenes, _tasks with { Scene = input.SceneOf(spec.Seed) }, spec.Seed);
        var options = new LockStepOptions
        {
            Sensors = new SensorOptions { Seed = (ulong)spec.Seed },
            DrawsPictures = !policy.IsExpert || spec.VideoPath is not null,
        };
        TimeSpan delay = options.InferenceDelay + (disturb?.Delay ?? TimeSpan.Zero);
        // A controller that holds still says itself from when on its chunks count.
        options = options with { InferenceDelay = inference.HoldsStill ? TimeSpan.Zero : delay };
        var link = new LockStepLink(task.World, options);
        try
        {
            return Run(spec, task, link, options, delay, cancellationToken);
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _model?.Dispose();

    private EpisodeResult Run(EpisodeSpec spec, GraspTask task, LockStepLink link, LockStepOptions options, TimeSpan delay, CancellationToken cancellationToken)
    {
        SimulatedWorld world = task.World;
        var costs = new EpisodeCosts(world, link, task.Judge.Target, options.Period);
        using PointedTarget? finger = pointed ? new PointedTarget(task) : null;
        using EpisodeFilm? film = spec.VideoPath is null ? null : new EpisodeFilm(spec.VideoPath, link, $"seed {spec.Seed}: {task.Instruction}");
        DisturbedApproach? disturbed = disturb is null ? null : new DisturbedApproach(disturb, link, task.Judge.Target, spec.Seed);
        link.AfterTick = () =>
        {
            disturbed?.AfterTick();
            task.Judge.Update();
            costs.Measure();
            film?.AfterTick();
        };
        TimeSpan start = link.Now;
        IGraspController controller = policy.IsExpert ? new GraspExpert(world) : PolicyChoice.CreateController(
            world.Robot, world.Workcell, _model,
            inference.Apply(new LearnedControllerOptions { Seed = spec.Seed, InferenceDelay = delay, LosesTarget = disturbed is null ? null : disturbed.LosesTarget }));
        if (inference.HoldsStill)
            controller = new SynchronousController(controller, delay);
        ITargetFinder finder = finger is null ? new SpokenTarget(world.Workcell, world.Robot, task.Instruction) : finger;
        var episode = new GraspEpisode(task, link, controller, finder)
        {
            InferenceDelay = options.InferenceDelay,
            Acted = (goal, observation, step) =>
            {
                disturbed?.Acted(observation, step);
                film?.Acted(goal, observation, step);
            },
        };
        string reason = episode.Run(cancellationToken);
        Supervisor supervisor = link.Loop.Gate.Supervisor;
        string? stop = supervisor.Mode == GateMode.Latched ? supervisor.Words : null;
        link.AfterTick = null;
        film?.Finish();
        IReadOnlyDictionary<string, double> sums = costs.Sum();
        double simS = (link.Now - start).TotalSeconds;
        return new EpisodeResult(
            spec.Seed, world.Objects[task.Judge.Target].Name, task.Instruction, reason == EpisodeResult.Ok, episode.Attempts,
            (int)Math.Round(simS / ActionChunk.PeriodS), sums.Values.Sum(), reason, sums, simS)
        {
            Stop = stop,
            Disturbance = disturbed?.Words,
        };
    }
}
