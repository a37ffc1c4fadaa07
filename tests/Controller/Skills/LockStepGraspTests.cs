using DexGrasp.Controller;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Controller.Skills;

public sealed class LockStepGraspTests
{
    [Fact]
    public async Task Act_LoneObject_LiftsItAndPlacesItInTheTray()
    {
        ObjectSpec spec = ObjectCatalog.Training.First(o => o.Name == "milk carton");
        PlacedObject placed = new(spec, new RigidTransform(Rotation.Identity, new Vector3d(0.30, 0.05, -spec.Bounds().Low.Z)));
        using var world = new SimulatedWorld([placed]);
        world.Advance(TimeSpan.FromSeconds(0.5));
        await using var link = new LockStepLink(world);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await link.ArmAsync(stop);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, stop);
        var controller = new ClassicalController(world.Robot, world.Workcell);
        double startM = world.WorldFromObject(0).Translation.Z;

        controller.BeginGrasp(new GraspGoal("grasp the milk carton", "milk carton", BoxOf(world, 0), observation.Head.Number), observation);
        (ControllerStatus grasped, observation, _) = await Run(controller, link, observation, stop);
        double liftedM = world.WorldFromObject(0).Translation.Z - startM;
        controller.BeginPlace(world.Workcell.TrayCenter, observation);
        (ControllerStatus done, _, _) = await Run(controller, link, observation, stop);

        Vector3d away = world.WorldFromObject(0).Translation - world.Workcell.TrayCenter;
        Assert.Equal(ControllerStatus.Done, grasped);
        Assert.InRange(liftedM, 0.10, 0.25);
        Assert.Equal(ControllerStatus.Done, done);
        Assert.InRange(Math.Abs(away.X), 0, world.Workcell.TraySizeX / 2);
        Assert.InRange(Math.Abs(away.Y), 0, world.Workcell.TraySizeY / 2);
        Assert.Equal(0, link.Loop.Gate.Counts.Refused);
    }

    [Fact]
    public async Task Act_PicturesOnlyWhereTheControllerLooks_MovesThroughTheSameBits()
    {
        (double[] always, int allLooks) = await GraspAndPlace(looksAlways: true);
        (double[] asked, int askedLooks) = await GraspAndPlace(looksAlways: false);

        Assert.Equal(always, asked);
        Assert.True(askedLooks * 2 < allLooks);
    }

    private static async Task<(double[] State, int Looks)> GraspAndPlace(bool looksAlways)
    {
        ObjectSpec spec = ObjectCatalog.Training.First(o => o.Name == "milk carton");
        using var world = new SimulatedWorld([new PlacedObject(spec, new RigidTransform(Rotation.Identity, new Vector3d(0.30, 0.05, -spec.Bounds().Low.Z)))]);
        world.Advance(TimeSpan.FromSeconds(0.5));
        await using var link = new LockStepLink(world);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await link.ArmAsync(stop);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, stop);
        var controller = new ClassicalController(world.Robot, world.Workcell);
        controller.BeginGrasp(new GraspGoal("grasp the milk carton", "milk carton", BoxOf(world, 0), observation.Head.Number), observation);
        (_, observation, int grasp) = await Run(controller, link, observation, stop, looksAlways);
        observation = await link.ObserveAsync(link.Now, stop);
        controller.BeginPlace(world.Workcell.TrayCenter, observation);
        (_, _, int place) = await Run(controller, link, observation, stop, looksAlways);
        return (world.SaveState(), grasp + place);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.3, true)]
    public async Task BeginPlace_FingerThatDoesNotStretch_ShakesTheHandAndEnds(double heldBackRad, bool shakes)
    {
        const int Index = RobotModel.ArmDof + 2, Middle = RobotModel.ArmDof + 3;
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await link.ArmAsync(stop);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, stop);
        var controller = new ClassicalController(world.Robot, world.Workcell);
        controller.BeginPlace(world.Workcell.TrayCenter, observation);
        double index = 0, middle = 0;
        ControllerStep step;
        do
        {
            double[] measured = observation.State.PositionsRad.ToArray();
            measured[Index] = observation.State.CommandedRad.Span[Index] + heldBackRad;
            step = controller.Act(observation with { State = observation.State with { PositionsRad = measured } });
            await link.SendAsync(step.Chunk, controller.Name, stop);
            for (int k = 0; k < step.Chunk.Steps; k++)
                (index, middle) = (Math.Max(index, step.Chunk.Step(k)[Index]), Math.Max(middle, step.Chunk.Step(k)[Middle]));
            observation = await link.ObserveAsync(link.Now + step.ObserveAgainAfter, looks: false, stop);
        }
        while (step.Status == ControllerStatus.Acting && link.Now < TimeSpan.FromSeconds(60));

        Assert.Equal(ControllerStatus.Done, step.Status);
        Assert.Equal(shakes, middle > 0.1);
        Assert.Equal(shakes, index > 0.1);
    }

    [Fact]
    public async Task BeginGrasp_EmptyTable_FailsWithAReasonAndHoldsStill()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await link.ArmAsync(stop);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, stop);
        var controller = new ClassicalController(world.Robot, world.Workcell);
        controller.BeginGrasp(new GraspGoal("grasp the cup", "cup", new BoundingBox(300, 220, 360, 280), observation.Head.Number), observation);
        ControllerStep step = controller.Act(observation);
        Assert.Equal(ControllerStatus.Failed, step.Status);
        Assert.Contains("cup", step.Note);
        for (int i = 0; i < RobotModel.Dof; i++)
            Assert.Equal(observation.State.CommandedRad.Span[i], step.Chunk.Step(0)[i], 6);
    }

    private static async Task<(ControllerStatus Status, Observation Observation, int Looks)> Run(
        ClassicalController controller, LockStepLink link, Observation observation, CancellationToken stop, bool looksAlways = true)
    {
        int looks = 0;
        TimeSpan end = link.Now + TimeSpan.FromSeconds(40);
        while (true)
        {
            ControllerStep step = controller.Act(observation);
            if (step.Status != ControllerStatus.Acting || link.Now > end)
                return (step.Status, observation, looks);
            await link.SendAsync(step.Chunk, controller.Name, stop);
            looks += looksAlways || step.LooksNext ? 1 : 0;
            observation = await link.ObserveAsync(link.Now + step.ObserveAgainAfter, looksAlways || step.LooksNext, stop);
        }
    }

    private static BoundingBox BoxOf(SimulatedWorld world, int index)
    {
        using var renderer = new OffscreenRenderer(world.Model);
        var geoms = new int[640 * 480];
        renderer.Segmentation(world.Data, world.Model.Id(MujocoObject.Camera, "head"), 640, 480, geoms);
        int left = 640, top = 480, right = 0, bottom = 0;
        for (int i = 0; i < geoms.Length; i++)
            if (geoms[i] >= 0 && world.Model.GeomBody[geoms[i]] == world.Objects[index].BodyId)
                (left, top, right, bottom) = (Math.Min(left, i % 640), Math.Min(top, i / 640), Math.Max(right, (i % 640) + 1), Math.Max(bottom, (i / 640) + 1));
        return new BoundingBox(left, top, right, bottom);
    }
}
