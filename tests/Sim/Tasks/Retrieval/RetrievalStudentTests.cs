using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Tests.Sim.Environments;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public sealed class RetrievalStudentTests(FourOccluders scenes) : EnvironmentContract, IClassFixture<FourOccluders>
{
    [Fact]
    public void Look_ByRaysAndByDrawnPictures_ShowsTheSame()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        var rays = new RetrievalRays();
        RetrievalSight byRays = new(), byPicture = new();
        var random = new EpisodeRandom(1);
        for (int k = 0; k < scenes.Worlds.Count; k++)
        {
            simulation.Begin(k);
            using var pictures = new RetrievalPictures(scenes.Worlds[k]);
            RetrievalTarget target = rays.Measure(simulation, ref random, byRays), drawn = pictures.MeasureAlone(simulation, 1);
            Assert.Equal(1, drawn.AreaM2 / target.AreaM2, 0.12);
            Assert.True(new Vector3d(drawn.Place.X - target.Place.X, drawn.Place.Y - target.Place.Y, 0).Length < 0.004);

            byRays.Begin(target);
            byPicture.Begin(target);
            rays.Look(simulation, simulation.PositionsRad, 0.0035, ref random, byRays);
            (HeightMap map, Mask mask) = pictures.Take(simulation.Data, 7);
            byPicture.Look(map, mask, simulation.PositionsRad);

            Assert.Equal(byRays.Exposure, byPicture.Exposure, 0.08);
            Assert.True(Difference(byRays, byPicture) < 0.008, $"heights differ by {Difference(byRays, byPicture)} m on average");
        }
    }

    [Fact]
    public void Look_FromTheStart_SeesMostOfTheBoxAndNoHandInIt()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        simulation.Begin(0);
        for (int i = 0; i < simulation.Objects; i++)
            simulation.Shift(i, new Vector3d(0, 5, 0));
        var sight = new RetrievalSight();
        var random = new EpisodeRandom(1);
        sight.Begin(default);
        new RetrievalRays().Look(simulation, simulation.PositionsRad, 0, ref random, sight);

        int seen = 0;
        for (int x = 0; x < RetrievalSight.CellsX; x++)
            for (int y = 0; y < RetrievalSight.CellsY; y++)
                if (sight.AgeOf(x, y, 1) == 0)
                {
                    seen++;
                    Assert.True(sight.HeightM(x, y, 1) < 0.002, $"cell {x}, {y} of an empty box is {sight.HeightM(x, y, 1)} m high");
                }

        Assert.True(seen > 0.6 * RetrievalSight.CellsX * RetrievalSight.CellsY, $"{seen} cells are seen");
    }

    [Fact]
    public void HandShape_AnyPosture_HoldsTheMiddlesOfTheSimulatedLinks()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        simulation.Begin(0);
        double[] targets = simulation.PositionsRad.ToArray();
        for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
            targets[i] = Rm75.Model.Limits[i].Clamp(targets[i] + 0.6);
        for (int step = 0; step < 20; step++)
            simulation.Advance(targets);
        var shape = new HandShape();
        var kinematics = new ArmKinematics(Rm75.Model);
        shape.Set(kinematics.WorldFromFlange(simulation.PositionsRad), simulation.PositionsRad[RobotModel.ArmDof..]);
        MujocoModel model = simulation.Data.Model;
        for (int g = 0; g < model.Ngeom; g++)
            if (model.Name(MujocoObject.Geom, g).StartsWith("hand_", StringComparison.Ordinal))
                Assert.True(shape.Contains(Middle(simulation.Data, g), 0), model.Name(MujocoObject.Geom, g));
        Assert.False(shape.Contains(simulation.WorldFromTool.Translation + new Vector3d(0.05, 0, 0), 0.01));
    }

    [Fact]
    public void Step_OccludersGone_IsKnownFromThePictures()
    {
        using var environment = new RetrievalStudentEnvironment(scenes.Worlds);
        environment.Reset(3);
        for (int i = 1; i < environment.Inner.Simulation.Objects; i++)
            environment.Inner.Simulation.Shift(i, new Vector3d(0, 5, 0));
        for (int step = 0; step < 4; step++)
            environment.Step(new float[RetrievalControl.ActionSize]);
        Vector3d off = environment.Student.Sight.Place - environment.Inner.Simulation.WorldFromObjects[0].Translation;
        Assert.True(environment.Student.Sight.Exposure > 0.7, $"{environment.Student.Sight.Exposure}");
        Assert.True(new Vector3d(off.X, off.Y, 0).Length < 0.02, $"{off}");
    }

    [Fact]
    public void Teacher_BesideTheStudent_SeesThePosesOfTheSameState()
    {
        using var environment = new RetrievalStudentEnvironment(scenes.Worlds);
        environment.Reset(5);
        var actor = new Echo();
        new RetrievalTeacher(environment.Inner, actor).Act(new float[RetrievalControl.ActionSize]);
        float[] seen = new float[RetrievalStudent.Size], all = new float[RetrievalEnvironment.WristObservationSize];
        environment.Observe(seen, []);
        environment.Inner.Observe(all, []);
        Assert.Equal(all, actor.Seen);
        Assert.NotEqual(all, seen);
    }

    protected override IEnvironment Make() => new RetrievalStudentEnvironment(scenes.Worlds);

    protected override float[]? Patient(IEnvironment environment, int step) => new float[environment.Spec.ActionSize];

    private static double Difference(RetrievalSight a, RetrievalSight b)
    {
        double sum = 0;
        int count = 0;
        for (int x = 0; x < RetrievalSight.CellsX; x += 2)
            for (int y = 0; y < RetrievalSight.CellsY; y += 2)
                if (a.AgeOf(x, y, 2) == 0 && b.AgeOf(x, y, 2) == 0)
                    (sum, count) = (sum + Math.Abs(a.HeightM(x, y, 2) - b.HeightM(x, y, 2)), count + 1);
        return sum / count;
    }

    private static Vector3d Middle(MujocoData data, int geom) => new(data.GeomXpos[3 * geom], data.GeomXpos[(3 * geom) + 1], data.GeomXpos[(3 * geom) + 2]);

    private sealed class Echo : IActor
    {
        public float[] Seen { get; } = new float[RetrievalEnvironment.WristObservationSize];

        public void Act(ReadOnlySpan<float> observation, Span<float> action) => observation.CopyTo(Seen);
    }
}
