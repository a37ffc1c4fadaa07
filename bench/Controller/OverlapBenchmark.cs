using DexGrasp.Controller;
using DexGrasp.Controller.Chunks;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Bench.Controller;

/// <summary>
/// Plays a learned policy's chunks in real time: 20 observations a second go to the inference thread, its chunks to the playout, which
/// is asked for a target 100 times a second. The pictures are of one moment, so that drawing them takes no part.
/// </summary>
public static class OverlapBenchmark
{
    private const int TicksPerObservation = 5;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Measures.</summary>
    /// <param name="folder">A policy.</param>
    /// <param name="duration">How long to play.</param>
    /// <param name="cancellationToken">Ends the run early; rows are made from what was measured by then.</param>
    /// <exception cref="PolicyException">The policy cannot be used.</exception>
    public static IReadOnlyList<BenchmarkRow> Run(string folder, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var model = new PolicyModel(PolicyFolder.Read(folder, Rm75.Model));
        (Observation picture, GraspGoal goal) = Look(cancellationToken);
        var controller = new LearnedController(Rm75.Model, Workcell.Reference, model, new LearnedControllerOptions { MostTime = TimeSpan.FromDays(1) });
        controller.BeginGrasp(goal, picture);
        // The first inference of a process is slow; a robot's is done before it moves.
        controller.Act(picture);
        var ticks = new RealTimeTickSource(Tick);
        using var inference = new OverlappedInference(controller, TimeProvider.System);
        var played = new Played();
        for (long tick = 0; ticks.Now < duration && ticks.WaitForNextTick(cancellationToken); tick++)
        {
            if (tick % TicksPerObservation == 0)
                inference.Offer(At(picture, tick, ticks.Now));
            while (inference.TakeAsync(TimeSpan.Zero, cancellationToken).GetAwaiter().GetResult() is { } answer)
            {
                if (answer.Step.Status != ControllerStatus.Acting)
                    throw new PolicyException($"The policy gave up after {ticks.Now.TotalSeconds:0} s: {answer.Step.Note}.");
                played.Take(answer.Step.Chunk, ticks.Now);
            }

            played.Next(ticks.Now);
        }

        OverlapStatistics statistics = inference.Statistics;
        return
        [
            BenchmarkRow.FromValues("overlap.starved", "ticks", [played.StarvedTicks]),
            BenchmarkRow.FromValues("overlap.delay", "ms", played.DelaysMs()),
            BenchmarkRow.FromValues("overlap.observations-not-looked-at", "", [statistics.Replaced]),
            BenchmarkRow.FromValues("overlap.ticks-skipped", "ticks", [ticks.Skipped]),
        ];
    }

    private static (Observation Observation, GraspGoal Goal) Look(CancellationToken stop)
    {
        ObjectSpec spec = ObjectCatalog.Training[0];
        using var world = new SimulatedWorld([new PlacedObject(spec, new RigidTransform(Rotation.Identity, new Vector3d(0.30, 0.05, -spec.Bounds().Low.Z)))]);
        world.Advance(TimeSpan.FromSeconds(0.5));
        var link = new LockStepLink(world);
        try
        {
            link.ArmAsync(stop).GetAwaiter().GetResult();
            Observation observation = link.ObserveAsync(TimeSpan.Zero, looks: true, stop).GetAwaiter().GetResult();
            BoundingBox box = link.TrueMask("head", 0).Bounds() ?? throw new InvalidOperationException("The head camera does not see the object of this benchmark.");
            return (observation, new GraspGoal($"grasp the {spec.Name}", spec.Name, box, observation.Head.Number));
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Observation At(Observation picture, long number, TimeSpan now)
    {
        RobotState state = picture.State with { Number = number, At = now };
        return new Observation(state, picture.Head with { Number = number, CapturedAt = now }, picture.Wrist with { Number = number, CapturedAt = now }, state, state);
    }

    // A robot that is where it is told to be.
    private sealed class Played
    {
        private static readonly double[] Still = new double[RobotModel.Dof];
        private readonly ChunkPlayout _playout = new();
        private readonly double[] _commandRad = Rm75.Model.HomeRad.ToArray();
        private readonly List<double> _delaysMs = [];

        public long StarvedTicks { get; private set; }

        public double[] DelaysMs() => [.. _delaysMs];

        public void Take(ActionChunk chunk, TimeSpan now)
        {
            _delaysMs.Add((now - chunk.ObservedAt).TotalMilliseconds);
            _playout.Splice(chunk, _commandRad, Still, now);
        }

        public void Next(TimeSpan now)
        {
            if (_delaysMs.Count > 0 && !_playout.TryNext(now, _commandRad))
                StarvedTicks++;
        }
    }
}
