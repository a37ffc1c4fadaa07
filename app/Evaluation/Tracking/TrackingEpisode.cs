using DexGrasp.App.Simulation;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Evaluation.Tracking;

/// <summary>Lets the privileged expert grasp the target of an episode of the suite "grasp" while both trackers watch. One a worker thread.</summary>
/// <param name="input">What scenes are made from.</param>
/// <param name="network">An ONNX model to measure; null for the one that is part of the build.</param>
internal sealed class TrackingEpisode(SceneInput input, byte[]? network) : IDisposable
{
    /// <summary>Names of the trackers.</summary>
    public const string Network = "network", Classical = "classical";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.1), Longest = TimeSpan.FromSeconds(12);
    private readonly SegmenterModel _model = network is null ? new SegmenterModel() : new SegmenterModel(network);
    private readonly SceneFactory _scenes = new();
    private readonly GraspTaskOptions _tasks = new(input.Objects);

    /// <summary>Runs the episode of a seed.</summary>
    public IReadOnlyList<TrackedFrame> Run(int seed, CancellationToken stop)
    {
        using GraspTask task = GraspTask.Create(_scenes, _tasks with { Scene = input.SceneOf(seed) }, seed);
        var link = new LockStepLink(task.World, new LockStepOptions { Sensors = new SensorOptions { Seed = (ulong)seed } });
        try
        {
            return Run(seed, task, link, stop);
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private List<TrackedFrame> Run(int seed, GraspTask task, LockStepLink link, CancellationToken stop)
    {
        SimulatedWorld world = task.World;
        int target = task.Judge.Target;
        Wait(link.ArmAsync(stop));
        Observation now = link.ObserveAsync(TimeSpan.Zero, looks: true, stop).GetAwaiter().GetResult();
        TimeSpan start = now.State.At;
        Mask truth = link.TrueMask("head", target);
        (string Name, ITargetTracker Tracker, bool Found)[] trackers =
        [
            .. new[] { (Network, TrackerKind.Network), (Classical, TrackerKind.Classical) }.Select(kind =>
            {
                ITargetTracker tracker = TargetTracking.Create(kind.Item2, world.Robot, world.Workcell, _model);
                return (kind.Item1, tracker, tracker.Begin(now, truth.Bounds() ?? default) is null);
            }),
        ];
        var expert = new GraspExpert(world);
        expert.BeginGrasp(target);
        var frames = new List<TrackedFrame>();
        Add();
        ControllerStep step;
        do
        {
            step = expert.Act(now.State);
            Wait(link.SendAsync(step.Chunk, expert.Name, stop));
            now = link.ObserveAsync(now.State.At + Period, looks: true, stop).GetAwaiter().GetResult();
            truth = link.TrueMask("head", target);
            foreach ((_, ITargetTracker tracker, bool found) in trackers)
                if (found)
                    tracker.Update(now);
            Add();
        }
        while (step.Status == ControllerStatus.Acting && now.State.At - start < Longest);

        return frames;

        // A target that was not found in its box stays without a mask.
        void Add()
        {
            foreach ((string name, ITargetTracker tracker, bool found) in trackers)
                frames.Add(Compare(seed, (now.State.At - start).TotalSeconds, name, truth, found ? tracker.Mask : null, found ? tracker.Sight : TargetSight.Lost));
        }
    }

    private static TrackedFrame Compare(int seed, double atS, string name, Mask truth, Mask? mask, TargetSight sight)
    {
        int both = 0;
        for (int i = 0; i < truth.Pixels.Length; i++)
            both += truth.Pixels[i] != 0 && mask is not null && mask.Pixels[i] != 0 ? 1 : 0;
        return new TrackedFrame(seed, Math.Round(atS, 3), name, truth.Area(), mask?.Area() ?? 0, both, sight.ToString());
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
}
