using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Scenes;

public sealed class SimulatedWorldTests
{
    [Fact]
    public void Advance_BoxesOnTable_RestWithTheirWeightOnIt()
    {
        using SimulatedWorld world = Sample.ThreeBoxes();
        world.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(0.1 * 9.81, world.ContactForceN(i, ContactPartner.Table), 0.01);
            Assert.Equal(0, world.HandForceN(i));
            Assert.InRange(world.SpeedOfObject(i).LinearMPerS, 0, 1e-4);
        }

        Assert.InRange(world.WorldFromObject(0).Translation.Z, 0.0248, 0.0251);
        Assert.True(world.Healthy);
    }

    [Fact]
    public void Advance_ManySteps_AllocatesNothing()
    {
        using SimulatedWorld world = Sample.ThreeBoxes();
        double[] targets = world.Robot.HomeRad.ToArray(), velocities = new double[13], efforts = new double[13], positions = new double[13];
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            world.SetTargets(targets);
            world.Advance(TimeSpan.FromMilliseconds(10));
            world.ReadJoints(positions, velocities, efforts);
            _ = world.WorldFromObject(1);
            _ = world.HandForceN(1);
            _ = world.Healthy;
        }
    }

    [Fact]
    public void Advance_TenMilliseconds_TimeIsExact()
    {
        using SimulatedWorld world = new([]);
        for (int i = 0; i < 333; i++)
            world.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(TimeSpan.FromMilliseconds(3330), world.Now);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(3)]
    public void Advance_NoWholeNumberOfSteps_RefusesAndMovesNothing(int milliseconds)
    {
        using SimulatedWorld world = new([]);
        Assert.Throws<ArgumentException>(() => world.Advance(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.Equal(TimeSpan.Zero, world.Now);
    }

    [Fact]
    public void SetTargets_NotANumber_NamesTheJointAndSetsNothing()
    {
        using SimulatedWorld world = new([]);
        double[] before = world.Data.Ctrl.ToArray(), targets = new double[13];
        targets[9] = double.NaN;
        string message = Assert.Throws<ArgumentException>(() => world.SetTargets(targets)).Message;
        Assert.Contains("index", message);
        Assert.Equal(before, world.Data.Ctrl.ToArray());
    }

    [Fact]
    public void RestoreState_AfterMore_RepeatsBitForBit()
    {
        using SimulatedWorld world = Sample.ThreeBoxes();
        world.PlaceObject(0, RigidTransform.FromTranslation(0.41, 0.16, 0.12));
        world.Advance(TimeSpan.FromMilliseconds(100));
        double[] saved = world.SaveState();
        world.Advance(TimeSpan.FromMilliseconds(500));
        double[] first = world.SaveState();
        world.RestoreState(saved);
        world.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(first, world.SaveState());
        Assert.NotEqual(saved, first);
    }

    [Fact]
    public void Healthy_StateMadeImpossible_IsFalseForGood()
    {
        using SimulatedWorld world = Sample.ThreeBoxes();
        double[] good = world.SaveState();
        world.Data.Qvel[20] = 1e12;
        world.Advance(TimeSpan.FromMilliseconds(10));
        world.RestoreState(good);
        world.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(world.Healthy);
    }

    [Fact]
    public void Objects_TwoOfAKind_HaveDifferentNames()
    {
        using SimulatedWorld world = new([Sample.BoxAt("box", 0.05, 0.29, 0), Sample.BoxAt("box", 0.05, 0.4, 0)]);
        Assert.Equal(["box", "box 2"], world.Objects.Select(o => o.Name));
    }
}
