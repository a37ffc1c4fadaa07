using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

public sealed class TrayTests
{
    private static readonly Workcell Cell = Workcell.Reference;

    // The tray lies at the area's right, towards negative y: its rim on the table's side is at the larger y.
    private static double RimY => Cell.TrayCenter.Y + (Cell.TraySizeY / 2);

    [Theory]
    [InlineData(0.08, true)]
    [InlineData(0.14, true)]
    [InlineData(0.40, false)]
    public void Look_TinBesideTheTray_IsSeenAsFarAsTheArmMayReach(double beyondTrayM, bool seen)
    {
        ObjectSpec tin = ObjectCatalog.Training.First(o => o.Name == "cola can");
        using SimulatedWorld world = new SceneFactory().Make(SceneSpec.Default.WithCount(1), [tin], 5).CreateWorld();
        world.PlaceObject(0, new RigidTransform(Rotation.Identity, new Vector3d(Cell.TrayCenter.X + (Cell.TraySizeX / 2) + beyondTrayM, Cell.TrayCenter.Y + 0.03, -tin.Bounds().Low.Z)));
        world.Data.Kinematics();
        RenderedScene scene = RenderedScene.Take(world, 5);

        SceneView view = new ObjectFinder(Cell, world.Robot, PartitionModel.BuiltIn).Look(scene.Observation.Head, scene.Observation.State);

        Assert.Equal(seen, view.Objects.Any(o => scene.ObjectOf(o.Mask) == 0));
    }

    [Theory]
    [InlineData(-0.03, 0)]
    [InlineData(-0.01, 0)]
    [InlineData(0.15, 1)]
    public void Look_BottleAcrossTheTraysRim_IsInTheTrayAsAWhole(double middleFromRimM, int onTheTable)
    {
        ObjectSpec bottle = ObjectCatalog.Training.First(o => o.Name == "water bottle");
        using SimulatedWorld world = new SceneFactory().Make(SceneSpec.Default, [bottle], 5).CreateWorld();
        var lying = Rotation.FromWxyz(Math.Sqrt(0.5), -Math.Sqrt(0.5), 0, 0);
        world.PlaceObject(0, new RigidTransform(lying, new Vector3d(Cell.TrayCenter.X, RimY + middleFromRimM, Cell.TrayWallHeight + 0.04)));
        world.Data.Kinematics();
        RenderedScene scene = RenderedScene.Take(world, 5);

        SceneView view = new ObjectFinder(Cell, world.Robot, PartitionModel.BuiltIn).Look(scene.Observation.Head, scene.Observation.State);

        Assert.True(scene.Area(0) > 200);
        // The factory puts more bottles on the table, far from the tray.
        Assert.Equal(onTheTable, view.Objects.Count(o => scene.ObjectOf(o.Mask) is null or 0));
    }
}
