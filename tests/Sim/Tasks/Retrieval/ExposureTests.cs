using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Tasks.Retrieval;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public class ExposureTests(RetrievalScenes scenes) : IClassFixture<RetrievalScenes>
{
    private const int Width = 640, Height = 480;

    [Fact]
    public void Read_AsOccludersAreTakenAway_FollowsThePixels()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        for (int k = 0; k < scenes.Worlds.Count; k++)
        {
            using var renderer = new OffscreenRenderer(scenes.Worlds[k], Width, Height, RenderOptions.Fast);
            simulation.Begin(k);
            var read = new List<double> { simulation.ReadExposure() };
            var pixels = new List<int> { TargetPixels(renderer, simulation) };
            for (int i = simulation.Objects - 1; i > 0; i--)
            {
                simulation.Shift(i, new Vector3d(0, 5, 0));
                read.Add(simulation.ReadExposure());
                pixels.Add(TargetPixels(renderer, simulation));
            }

            Assert.Equal(1, read[^1]);
            for (int i = 0; i < read.Count; i++)
                Assert.Equal((double)pixels[i] / pixels[^1], read[i], 0.08);
        }
    }

    [Fact]
    public void Read_WithTheHandOverTheTarget_IsTheSame()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        simulation.Begin(0);
        for (int i = 1; i < simulation.Objects; i++)
            simulation.Shift(i, new Vector3d(0, 5, 0));
        Assert.Equal(1, simulation.ReadExposure());
    }

    [Fact]
    public void Read_AllocatesNothing()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        simulation.Begin(0);
        simulation.ReadExposure();
        long before = GC.GetAllocatedBytesForCurrentThread();
        simulation.ReadExposure();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // The pictures leave the robot out by moving it away.
    private static int TargetPixels(OffscreenRenderer renderer, RetrievalSimulation simulation)
    {
        int[] geoms = new int[Width * Height];
        MujocoModel model = simulation.Data.Model;
        int first = model.Id(MujocoObject.Body, "arm_base");
        Span<double> position = model.BodyPosition.Slice(3 * first, 3);
        double x = position[0];
        int column = model.Id(MujocoObject.Geom, "arm_bracket");
        double bracket = model.GeomPosition[3 * column];
        (position[0], model.GeomPosition[3 * column]) = (x - 3, bracket - 3);
        simulation.Data.Kinematics();
        renderer.Segmentation(simulation.Data, model.Id(MujocoObject.Camera, RetrievalBox.Above), Width, Height, geoms);
        (position[0], model.GeomPosition[3 * column]) = (x, bracket);
        simulation.Data.Kinematics();
        return geoms.Count(g => g == model.Id(MujocoObject.Geom, "object_0_part_0"));
    }
}
