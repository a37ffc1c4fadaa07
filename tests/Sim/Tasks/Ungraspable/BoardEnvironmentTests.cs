using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;
using DexGrasp.Tests.Sim.Environments;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Ungraspable;

/// <summary>The skills keep the contract of environments.</summary>
public abstract class BoardEnvironmentContract : EnvironmentContract, IDisposable
{
    private readonly BoardPool _pool = new(new BoardOptions { Worlds = 4 });

    protected abstract IBoardSkill Skill { get; }

    public void Dispose()
    {
        _pool.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override IEnvironment Make() => new BoardEnvironment(_pool, Skill);

    // With the hand held still nothing happens until time is up.
    protected override float[]? Patient(IEnvironment environment, int step) => new float[environment.Spec.ActionSize];
}

public sealed class PushEnvironmentTests : BoardEnvironmentContract
{
    protected override IBoardSkill Skill => new PushSkill();
}

public sealed class EdgeEnvironmentTests : BoardEnvironmentContract
{
    protected override IBoardSkill Skill => new EdgeSkill();
}

public sealed class WallEnvironmentTests : BoardEnvironmentContract
{
    protected override IBoardSkill Skill => new WallSkill();
}

public sealed class PickEnvironmentTests : BoardEnvironmentContract
{
    protected override IBoardSkill Skill => new PickSkill();
}

public sealed class ContinuedEdgeEnvironmentTests : EnvironmentContract, IDisposable
{
    private readonly BoardPool _pool = new(new BoardOptions { Worlds = 4 });
    private readonly BoardStarts _starts;

    public ContinuedEdgeEnvironmentTests() => _starts = BoardStartsTests.Record(_pool, 6);

    public void Dispose() => _pool.Dispose();

    protected override IEnvironment Make() => new BoardEnvironment(_pool, new EdgeSkill(), _starts);

    protected override float[]? Patient(IEnvironment environment, int step) => new float[environment.Spec.ActionSize];
}

public sealed class BoardEnvironmentTests
{
    [Fact]
    public void Reset_OfEverySkill_LeavesObjectAndHandApartAndAtRest()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 8 });
        foreach (IBoardSkill skill in new IBoardSkill[] { new PushSkill(), new EdgeSkill(), new EdgeSkill(easyShare: 0.7), new WallSkill(), new PickSkill() })
        {
            using var environment = new BoardEnvironment(pool, skill);
            for (ulong seed = 0; seed < 12; seed++)
            {
                environment.Reset(seed);
                Assert.False(environment.World.RobotTouches, $"{skill.Name}, seed {seed}: the episode begins with the hand on or in the object.");
                Vector3d before = environment.World.View.WorldFromObject.Translation;
                for (int step = 0; step < 10; step++)
                    environment.Step(new float[BoardControl.ActionSize]);
                double moved = (environment.World.View.WorldFromObject.Translation - before).Length;
                Assert.True(moved < 0.004, $"{skill.Name}, seed {seed}: the object moved by {1000 * moved:0.0} mm with the hand still; it begins inside the hand, or tips over.");
            }
        }
    }

    [Theory]
    [InlineData("plate")]
    [InlineData("tin")]
    [InlineData("tablet")]
    [InlineData("keyboard")]
    [InlineData("book")]
    [InlineData("pizza-box")]
    [InlineData("bag")]
    public void Draw_ShapeOfTheHousehold_IsWiderThanTheHandAndLiesAtRest(string name)
    {
        var options = new BoardOptions { Worlds = 4 };
        var random = new EpisodeRandom(9);
        FlatObject[] objects = [.. Enumerable.Range(0, options.Worlds).Select(_ => FlatShapes.Draw(name, options.Ranges, ref random))];
        using var pool = new BoardPool(options, objects);
        using var environment = new BoardEnvironment(pool, new PickSkill());
        for (ulong seed = 0; seed < 6; seed++)
        {
            environment.Reset(seed);
            Vector3d before = environment.World.View.WorldFromObject.Translation;
            for (int step = 0; step < 10; step++)
                environment.Step(new float[BoardControl.ActionSize]);
            Assert.True((environment.World.View.WorldFromObject.Translation - before).Length < 0.004, $"Seed {seed}: it moved by {1000 * (environment.World.View.WorldFromObject.Translation - before).Length:0.0} mm, touched: {environment.World.RobotTouches}.");
            Assert.True(Math.Min(environment.Object.HalfSizeM.X, environment.Object.HalfSizeM.Y) > 0.06, "The hand could grasp it directly.");
        }
    }

    [Theory]
    [InlineData("plate")]
    [InlineData("tin")]
    public void Draw_Disc_LiesOnOneOfItsBoxesAlone(string name)
    {
        var random = new EpisodeRandom(2);

        FlatObject disc = FlatShapes.Draw(name, BoardRanges.Default, ref random);

        Assert.Single(disc.Parts, part => part.SizeM.Z > (2 * disc.HalfSizeM.Z) - 1e-4);
        Assert.All(disc.Parts, part => Assert.InRange(part.SizeM.Z, (2 * disc.HalfSizeM.Z) - 0.001, 2 * disc.HalfSizeM.Z));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BoardWorld.MostDelay)]
    public void Step_TargetsAreLate_TheArmStartsSoManyPeriodsLater(int delay)
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 1, VaryRobot = false });
        using var environment = new BoardEnvironment(pool, new PickSkill());
        environment.Reset(3);
        BoardWorld world = environment.World;
        world.Reset(pool.Model(0), world.View.HalfSize, world.View.WorldFromObject, world.View.JointsRad.ToArray(), delay);
        Vector3d start = world.View.WorldFromTool.Translation;
        for (int step = 0; step <= delay; step++)
        {
            world.Step([0, 0, 1, 0, 0, 0, 0, 0]);
            double rise = world.View.WorldFromTool.Translation.Z - start.Z;
            Assert.True(step == delay ? rise > 0.001 : rise < 0.0005, $"Delay {delay}: risen by {1000 * rise:0.00} mm after {step + 1} periods.");
        }
    }

    [Fact]
    public void Tips_OfTheOpenAndTheClosedHand_AreWhereTheSimulatedHandHasThem()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 1, VaryRobot = false, Ranges = BoardRanges.Default with { DelayedShare = 0 } });
        using var environment = new BoardEnvironment(pool, new PushSkill());
        environment.Reset(3);
        float[] close = [0, 0, 0, 0, 0, 0.5f, 0.4f, -0.3f];
        for (int step = 0; step < 30; step++)
        {
            double worst = 0;
            ReadOnlySpan<double> sites = environment.World.Data.SiteXpos;
            for (int i = 0; i < HandKinematics.Tips; i++)
            {
                int site = environment.World.Data.Model.Id(DexGrasp.Sim.Mujoco.MujocoObject.Site, DexGrasp.Sim.Robots.RobotNames.TouchSensors[i]);
                worst = Math.Max(worst, (new Vector3d(sites[3 * site], sites[(3 * site) + 1], sites[(3 * site) + 2]) - environment.World.View.Tips[i]).Length);
            }

            // The following joints are held by soft constraints, which lag a little in motion.
            Assert.True(worst < 0.006, $"Step {step}: a fingertip is {1000 * worst:0.0} mm off.");
            environment.Step(step < 10 ? close : new float[BoardControl.ActionSize]);
        }
    }

    [Fact]
    public void DeepestM_ObjectPushedOntoTheHand_TellsHowDeep()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 1 });
        using var environment = new BoardEnvironment(pool, new PushSkill());
        environment.Reset(2);
        BoardWorld world = environment.World;
        Assert.Equal(0, world.DeepestM);
        Vector3d shift = world.View.Tips[2] - world.View.WorldFromObject.Translation;
        Span<double> q = world.Data.Qpos.Slice(world.Data.Model.JointQposAddress[world.Data.Model.Id(DexGrasp.Sim.Mujoco.MujocoObject.Joint, "object_0")], 3);
        (q[0], q[1], q[2]) = (q[0] + shift.X, q[1] + shift.Y, q[2] + shift.Z);
        world.Step(new float[BoardControl.ActionSize]);

        Assert.True(world.RobotTouches);
        Assert.True(world.DeepestM > BoardJudge.SoundM, $"A fingertip in the middle of the object is said to be {1000 * world.DeepestM:0.0} mm deep.");
    }

    [Fact]
    public void Step_ObjectShovedOffTheBoard_EndsAsAFailure()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 1 });
        using var environment = new BoardEnvironment(pool, new EdgeSkill());
        environment.Reset(5);
        int joint = environment.World.Data.Model.Id(DexGrasp.Sim.Mujoco.MujocoObject.Joint, "object_0");
        environment.World.Data.Qpos[environment.World.Data.Model.JointQposAddress[joint] + 1] += 0.12;
        var result = default(StepResult);
        for (int step = 0; step < 40 && !result.Done; step++)
            result = environment.Step(new float[BoardControl.ActionSize]);
        var metrics = new float[environment.Spec.MetricNames.Count];
        var costs = new float[environment.Spec.CostNames.Count];
        environment.ReadMetrics(metrics);
        environment.ReadCosts(costs);

        Assert.True(result.Terminated, "An object on the floor did not end the episode.");
        Assert.Equal(0, metrics[0]);
        Assert.Equal(1, costs[0]);
    }

    [Fact]
    public void LowestM_OfATurnedBox_IsItsLowestCorner()
    {
        var view = new FlatObjectView { HalfSize = new(0.08, 0.09, 0.02) };
        view.WorldFromObject = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI / 2), new Vector3d(0, 0, Board.TopZ + 0.3));

        Assert.Equal(0.21, view.LowestM, 6);
    }
}
