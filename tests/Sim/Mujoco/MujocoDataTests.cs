using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using Xunit;

namespace DexGrasp.Tests.Sim.Mujoco;

public class MujocoDataTests
{
    [Fact]
    public void Step_OneSecond_ThingsComeToRestOnTheTable()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        data.Step(1000);
        Assert.Equal(2.0, data.TimeS, 9);
        Assert.Equal(0.03, data.Xpos[(3 * model.Id(MujocoObject.Body, "cube")) + 2], 3);
        Assert.Equal(0, data.Warnings);
        Assert.True(data.ContactCount >= 4);
    }

    [Fact]
    public void ContactForce_RestingThing_CarriesItsWeight()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        data.Step(1500);
        int tin = model.Id(MujocoObject.Geom, "tin"), table = model.Id(MujocoObject.Geom, "table");
        double vertical = 0;
        Span<double> six = stackalloc double[6];
        for (int i = 0; i < data.ContactCount; i++)
        {
            MujocoContact contact = data.Contact(i);
            if ((contact.Geom1, contact.Geom2) != (table, tin) && (contact.Geom1, contact.Geom2) != (tin, table))
                continue;
            data.ContactForce(i, six);
            vertical += six[0];
            Assert.Equal(1, Math.Abs(contact.Normal.Z), 6);
            Assert.Equal(0, contact.Position.Z, 2);
            Assert.InRange(contact.DistanceM, -0.01, 0.001);
        }

        Assert.Equal(0.12 * 9.81, vertical, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Contact(data.ContactCount));
        Assert.Throws<ArgumentException>(() => data.ContactForce(0, new double[5]));
    }

    [Fact]
    public void RestoreState_InTheMidstOfContact_ContinuesBitForBit()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        SmallScene.Sweep(data, 600);
        double[] saved = new double[data.StateSize];
        data.SaveState(saved);
        SmallScene.Sweep(data, 700);
        double[] first = new double[data.StateSize], second = new double[data.StateSize];
        data.SaveState(first);
        data.Reset();
        data.RestoreState(saved);
        SmallScene.Sweep(data, 700);
        data.SaveState(second);
        Assert.Equal(first, second);
        using var other = new MujocoData(model);
        other.RestoreState(saved);
        Assert.Equal(saved[0], other.TimeS);
        SmallScene.Sweep(other, 700);
        other.SaveState(second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void RestoreState_WithoutTheWarmStart_WouldNotContinueBitForBit()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var other = new MujocoData(model);
        SmallScene.Sweep(data, 600);
        double[] saved = new double[data.StateSize];
        data.SaveState(saved);
        other.RestoreState(saved);
        other.QaccWarmstart.Clear();
        SmallScene.Sweep(data, 400);
        SmallScene.Sweep(other, 400);
        Assert.False(data.Qpos.SequenceEqual(other.Qpos));
    }

    [Fact]
    public void CopyTo_AnotherSimulation_ContinuesBitForBit()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var copy = new MujocoData(model);
        SmallScene.Sweep(data, 300);
        data.CopyTo(copy);
        SmallScene.Sweep(data, 300);
        SmallScene.Sweep(copy, 300);
        Assert.True(data.Qpos.SequenceEqual(copy.Qpos));
        Assert.True(data.Qvel.SequenceEqual(copy.Qvel));
        using MujocoModel otherModel = SmallScene.Load();
        using var foreign = new MujocoData(otherModel);
        Assert.Throws<ArgumentException>(() => data.CopyTo(foreign));
    }

    [Fact]
    public void Step_OnSeveralThreads_GivesTheSameBits()
    {
        using MujocoModel model = SmallScene.Load();
        double[][] results = new double[4][];
        Thread[] threads = [.. Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            using var data = new MujocoData(model);
            SmallScene.Sweep(data, 1000);
            results[i] = new double[data.StateSize];
            data.SaveState(results[i]);
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Step_HotPath_AllocatesNothing()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        double[] state = new double[data.StateSize];
        double[] six = new double[6];
        double sum = Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);

        double Use()
        {
            SmallScene.Sweep(data, 500);
            data.Step1();
            data.QfrcApplied[18] = data.QfrcBias[18];
            data.Step2();
            data.SaveState(state);
            data.RestoreState(state);
            data.Step();
            double total = data.Qpos[0] + data.SensorData[0] + data.Contact(0).DistanceM + data.Warnings + model.GeomSize[0];
            data.ContactForce(0, six);
            data.TryRay(new Vector3d(0.4, 0.4, 1), new Vector3d(0, 0, -1), out double distance, out _);
            return total + six[0] + distance;
        }
    }

    [Fact]
    public void Resets_AfterABadNumber_CountsTheSilentReset()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        data.Step(5);
        data.Qvel[0] = double.NaN;
        data.Step(5);
        Assert.True(data.Resets > 0);
        Assert.True(data.WarningsOf(MujocoWarning.BadVelocity) > 0);
        Assert.Equal(0, data.WarningsOf(MujocoWarning.ContactsFull));
        Assert.True(double.IsFinite(data.Qpos[0]));
        Assert.NotNull(MujocoLibrary.LastWarning);
        data.Reset();
        Assert.Equal(0, data.Warnings);
    }

    [Fact]
    public void TryRay_DownOnTheTable_HitsIt()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        data.Forward();
        Assert.True(data.TryRay(new Vector3d(0.4, 0.4, 1), new Vector3d(0, 0, -2), out double distance, out int geom));
        Assert.Equal(0.5, distance, 12);
        Assert.Equal(model.Id(MujocoObject.Geom, "table"), geom);
        Assert.False(data.TryRay(new Vector3d(0.4, 0.4, 1), new Vector3d(0, 0, 1), out _, out geom));
        Assert.Equal(-1, geom);
        Assert.Throws<ArgumentException>(() => data.TryRay(default, default, out _, out _));
    }

    [Fact]
    public void SiteJacobian_OfALever_IsItsArmAcrossTheAxis()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        double[] position = new double[3 * model.Nv], rotation = new double[3 * model.Nv];
        data.SiteJacobian(0, position, rotation);
        Assert.Equal(-0.2, position[model.Nv + 18], 9);
        Assert.Equal(1, rotation[(2 * model.Nv) + 18], 9);
    }

    [Fact]
    public void Qpos_AfterDispose_Throws()
    {
        using MujocoModel model = SmallScene.Load();
        var data = new MujocoData(model);
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Qpos.Length);
        Assert.Throws<ObjectDisposedException>(data.Step);
        Assert.Throws<ObjectDisposedException>(() => data.TimeS);
    }
}
