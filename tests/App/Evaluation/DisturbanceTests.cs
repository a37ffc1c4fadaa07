using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Simulation;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;
using DexGrasp.Tests.App.Policies;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class DisturbanceTests
{
    private const int Seed = 100_000;
    private static readonly ArmKinematics Kinematics = new(Rm75.Model);

    [Theory]
    [InlineData(GraspSuite.Expert, "moved")]
    [InlineData(null, "frozen-camera")]
    [InlineData(null, "mask-lost")]
    [InlineData(GraspSuite.Expert, "delay-200")]
    public void Run_SameSeedTwice_WritesEqualFilesThatNameTheDisturbance(string? policy, string name)
    {
        using var folder = new TemporaryFolder();
        policy ??= LinearPolicy.Random(0.01f).Following().Write(folder["policy"]);

        EvaluationResult result = Evaluate(folder["one"], name, policy);
        Evaluate(folder["two"], name, policy);

        Assert.Equal(WithoutWallTime(folder["one"]), WithoutWallTime(folder["two"]));
        Assert.Equal(name, result.Provenance.Disturbance);
        Assert.NotNull(Assert.Single(result.PerEpisode).Disturbance);
        Assert.Contains(name, File.ReadAllText(Path.Combine(folder["one"], EvaluationFolder.ReportName)));
    }

    [Theory]
    [InlineData(Seed)]
    [InlineData(Seed + 1)]
    [InlineData(Seed + 2)]
    public void AfterTick_Moved_PushesTheTargetBy5To10CmOnceTheToolIsNear(int seed)
    {
        Vector3d? start = null, atTrigger = null;
        double before = 0, moved = 0, measured = 0;
        Approach(Disturbance.Moved, seed, (disturbed, link, target) =>
        {
            Vector3d now = link.World.WorldFromObject(target).Translation;
            start ??= now;
            if (disturbed.Words is null)
            {
                before = Math.Max(before, Level(now - start.Value));
                return;
            }

            atTrigger ??= Tool(link.World) - now;
            if (disturbed.MovedM > moved)
                (moved, measured) = (disturbed.MovedM, Level(now - start.Value));
        });

        Assert.InRange(before, 0, 0.005);
        Assert.InRange(atTrigger!.Value.Length, 0.1, DisturbedApproach.NearM + 0.01);
        Assert.InRange(moved, 0.05, 0.10);
        Assert.Equal(measured, moved, 0.005);
    }

    [Fact]
    public void AfterTick_MaskLost_LosesTheTargetForHalfASecond()
    {
        int lost = 0, changes = 0;
        bool was = false;
        Approach(Disturbance.MaskLost, Seed, (disturbed, link, _) =>
        {
            bool loses = disturbed.LosesTarget(link.Now);
            (lost, changes, was) = (lost + (loses ? 1 : 0), changes + (loses == was ? 0 : 1), loses);
        });

        Assert.Equal((50, 2), (lost, changes));
    }

    [Fact]
    public void AfterTick_FrozenCamera_RepeatsNumberAndTimeOfThePictureForHalfASecond()
    {
        int frozen = 0;
        Observation? last = null;
        Approach(Disturbance.FrozenCamera, Seed, (_, link, _) =>
        {
            Observation now = link.ObserveAsync(TimeSpan.Zero, looks: true, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            Assert.Equal(now.State.At, now.Wrist.CapturedAt);
            Assert.Equal(link.HeadIsFrozen, now.Head.CapturedAt < now.State.At);
            if (link.HeadIsFrozen)
            {
                frozen++;
                Assert.Equal((last!.Head.Number, last.Head.CapturedAt, last.HeadState.At), (now.Head.Number, now.Head.CapturedAt, now.HeadState.At));
            }

            last = now;
        });

        Assert.Equal(50, frozen);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("delay-100", 100)]
    [InlineData("delay-200", 200)]
    public void Run_Delayed_BringsChunksIntoForceThatMuchLater(string? name, int laterMs)
    {
        var sent = new List<TimeSpan>();
        var inForce = new List<TimeSpan>();
        Approach(name is null ? null : Disturbance.Find(name), Seed, (_, link, _) =>
        {
            RobotState state = link.Loop.Snapshot();
            if (state.LastSequence > inForce.Count)
                inForce.Add(state.At);
        }, observation => sent.Add(observation.State.At));

        Assert.True(inForce.Count > 10);
        for (int i = 0; i < 10; i++)
            Assert.Equal(30 + laterMs, (inForce[i] - sent[i]).TotalMilliseconds);
    }

    [Fact]
    public async Task RunAsync_UnknownDisturbance_ListsTheNames()
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(["eval", "grasp", "--disturb", "earthquake"], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.All(["earthquake", "moved", "mask-lost", "frozen-camera", "delay-100", "delay-200"], name => Assert.Contains(name, error.ToString()));
    }

    [Theory]
    [InlineData("classical", "mask-lost")]
    [InlineData("expert", "mask-lost")]
    [InlineData("expert", "frozen-camera")]
    public void New_DisturbanceThatThePolicyDoesNotFeel_IsRefused(string policy, string name) =>
        Assert.Contains(policy, Assert.Throws<UserErrorException>(() => new GraspSuite(Options("out", name, policy))).Message);

    // The expert grasps once; whoever watches is told of every tick and every observation.
    private static void Approach(Disturbance? disturbance, int seed, Action<DisturbedApproach, LockStepLink, int> tick, Action<Observation>? observed = null)
    {
        SceneInput input = SceneInput.Load("train", "default");
        using GraspTask task = GraspTask.Create(new SceneFactory(), new GraspTaskOptions(input.Objects) { Scene = input.Scene }, seed);
        TimeSpan delay = TimeSpan.FromMilliseconds(30) + (disturbance?.Delay ?? TimeSpan.Zero);
        var link = new LockStepLink(task.World, new LockStepOptions { DrawsPictures = false, InferenceDelay = delay });
        var disturbed = new DisturbedApproach(disturbance ?? Disturbance.Moved, link, task.Judge.Target, seed);
        link.AfterTick = () =>
        {
            if (disturbance is not null)
                disturbed.AfterTick();
            task.Judge.Update();
            tick(disturbed, link, task.Judge.Target);
        };
        using var finger = new PointedTarget(task);
        new GraspEpisode(task, link, new GraspExpert(task.World), finger) { InferenceDelay = delay, Acted = (_, observation, _) => observed?.Invoke(observation) }
            .Run(TestContext.Current.CancellationToken);
        link.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static Vector3d Tool(SimulatedWorld world)
    {
        double[] joints = new double[RobotModel.Dof], others = new double[RobotModel.Dof];
        world.ReadJoints(joints, others, new double[RobotModel.Dof]);
        return Kinematics.WorldFromTool(joints).Translation;
    }

    private static double Level(Vector3d v) => (v with { Z = 0 }).Length;

    private static EvaluationOptions Options(string folder, string name, string policy) =>
        new(policy, "train", "default", null, 1, Seed, 1, Shard.Whole, 0, folder, true, Disturbance.Find(name));

    private static EvaluationResult Evaluate(string folder, string name, string policy)
    {
        EvaluationOptions options = Options(folder, name, policy);
        return Evaluator.Run(new GraspSuite(options), options, TestContext.Current.CancellationToken);
    }

    private static string WithoutWallTime(string folder) =>
        string.Join('\n', File.ReadAllLines(Path.Combine(folder, EvaluationFolder.ResultName)).Where(l => !l.Contains("\"wall_s\"", StringComparison.Ordinal)));
}
