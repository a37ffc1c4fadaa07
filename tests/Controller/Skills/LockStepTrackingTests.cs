using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Link;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Controller.Skills;

public sealed class LockStepTrackingTests
{
    private const int FewPixels = 150;

    [Theory]
    [InlineData(TrackerKind.Classical, 0.85, 0.6)]
    [InlineData(TrackerKind.Network, 0.9, 0.75)]
    public async Task Update_ThroughAWholeGrasp_StaysOnTheTarget(TrackerKind kind, double leastPrecision, double leastRecall)
    {
        ObjectSpec spec = ObjectCatalog.Training.First(o => o.Name == "milk carton");
        using var world = new SimulatedWorld([new PlacedObject(spec, new RigidTransform(Rotation.Identity, new Vector3d(0.30, 0.05, -spec.Bounds().Low.Z)))]);
        world.Advance(TimeSpan.FromSeconds(0.5));
        await using var link = new LockStepLink(world);
        using var renderer = new OffscreenRenderer(world.Model);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await link.ArmAsync(stop);
        Observation now = await link.ObserveAsync(TimeSpan.Zero, stop);
        var controller = new ClassicalController(world.Robot, world.Workcell);
        ITargetTracker tracker = TargetTracking.Create(kind, world.Robot, world.Workcell);
        BoundingBox box = BoxOf(Truth(world, renderer));
        controller.BeginGrasp(new GraspGoal("grasp the milk carton", "milk carton", box, now.Head.Number), now);
        Assert.Null(tracker.Begin(now, box));
        var precision = new List<double>();
        var recall = new List<double>();
        int lost = 0, pictures = 0;
        ControllerStep step;
        do
        {
            step = controller.Act(now);
            await link.SendAsync(step.Chunk, controller.Name, stop);
            now = await link.ObserveAsync(now.State.At + TimeSpan.FromSeconds(0.1), stop);
            tracker.Update(now);
            Compare(tracker.Mask!, Truth(world, renderer), precision, recall);
            pictures++;
            lost += tracker.Sight == TargetSight.Lost ? 1 : 0;
        }
        while (step.Status == ControllerStatus.Acting && link.Now < TimeSpan.FromSeconds(40));

        TestContext.Current.TestOutputHelper?.WriteLine($"{pictures} pictures, lost in {lost}; precision {precision.Average():0.00} (least {precision.Min():0.00}), recall {recall.Average():0.00} (least {recall.Min():0.00}); last {tracker.Sight}");
        Assert.Equal(ControllerStatus.Done, step.Status);
        Assert.Equal(0, lost);
        Assert.InRange(precision.Average(), leastPrecision, 1);
        Assert.InRange(recall.Average(), leastRecall, 1);
    }

    private static void Compare(Mask mask, bool[] truth, List<double> precision, List<double> recall)
    {
        int both = 0, wanted = truth.Count(t => t), found = mask.Area();
        for (int i = 0; i < truth.Length; i++)
            both += truth[i] && mask.Pixels[i] != 0 ? 1 : 0;
        if (found > FewPixels)
            precision.Add((double)both / found);
        if (wanted > FewPixels)
            recall.Add((double)both / wanted);
    }

    private static bool[] Truth(SimulatedWorld world, OffscreenRenderer renderer)
    {
        var geoms = new int[640 * 480];
        renderer.Segmentation(world.Data, world.Model.Id(MujocoObject.Camera, "head"), 640, 480, geoms);
        return Array.ConvertAll(geoms, geom => world.ObjectOfGeom(geom) == 0);
    }

    private static BoundingBox BoxOf(bool[] truth)
    {
        int left = 640, top = 480, right = 0, bottom = 0;
        for (int i = 0; i < truth.Length; i++)
            if (truth[i])
                (left, top, right, bottom) = (Math.Min(left, i % 640), Math.Min(top, i / 640), Math.Max(right, (i % 640) + 1), Math.Max(bottom, (i / 640) + 1));
        return new BoundingBox(left, top, right, bottom);
    }
}
