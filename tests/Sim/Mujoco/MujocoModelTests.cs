using DexGrasp.Sim.Mujoco;
using Xunit;

namespace DexGrasp.Tests.Sim.Mujoco;

public class MujocoModelTests
{
    [Fact]
    public void FromXml_SmallScene_HasItsCountsAndConstants()
    {
        using MujocoModel model = SmallScene.Load();
        Assert.Equal((22, 19, 1, 5, 5, 1, 2, 2), (model.Nq, model.Nv, model.Nu, model.Nbody, model.Ngeom, model.Nsite, model.Ncam, model.Nsensor));
        Assert.Equal(4, model.Nsensordata);
        Assert.Equal(0.002, model.TimestepS);
        Assert.Equal(0.02, model.NearPlaneM, 6);
        int cube = model.Id(MujocoObject.Geom, "cube");
        Assert.Equal([0.03, 0.03, 0.03], model.GeomSize.Slice(3 * cube, 3).ToArray());
        Assert.Equal([0.9f, 0.1f, 0.1f, 1f], model.GeomRgba.Slice(4 * cube, 4).ToArray());
        Assert.Equal(model.Id(MujocoObject.Body, "cube"), model.GeomBody[cube]);
        Assert.Equal(0.1, model.BodyMass[model.Id(MujocoObject.Body, "cube")], 12);
        Assert.Equal(21, model.JointQposAddress[model.Id(MujocoObject.Joint, "lever")]);
        Assert.Equal(18, model.JointDofAddress[model.Id(MujocoObject.Joint, "lever")]);
        Assert.Equal([-5.0, 5.0], model.ActuatorForceRange.ToArray());
        Assert.Equal(20, model.ActuatorGain[0]);
        Assert.Equal(50, model.CameraFieldOfViewDeg[0]);
        Assert.Equal(model.Id(MujocoObject.Joint, "lever"), model.ActuatorTarget[0]);
        Assert.Equal(1, model.SensorAddress[model.Id(MujocoObject.Sensor, "tip_at")]);
        Assert.Equal(3, model.SensorDimension[1]);
        Assert.Equal(0.7f, model.LightDiffuse[0]);
    }

    [Fact]
    public void Name_OfEveryNamedElement_LeadsBackToItsId()
    {
        using MujocoModel model = SmallScene.Load();
        foreach (MujocoObject kind in new[] { MujocoObject.Body, MujocoObject.Joint, MujocoObject.Geom, MujocoObject.Camera, MujocoObject.Actuator, MujocoObject.Sensor, MujocoObject.Light })
        {
            Assert.True(model.CountOf(kind) > 0);
            for (int id = 0; id < model.CountOf(kind); id++)
                Assert.Equal(id, model.Id(kind, model.Name(kind, id)));
        }
    }

    [Fact]
    public void Id_UnknownName_ThrowsWithNearNames()
    {
        using MujocoModel model = SmallScene.Load();
        var error = Assert.Throws<KeyNotFoundException>(() => model.Id(MujocoObject.Body, "cubes"));
        Assert.Contains("body named 'cubes'", error.Message);
        Assert.Contains("Nearest of its 5: cube,", error.Message);
        Assert.Equal(-1, model.TryId(MujocoObject.Body, "cubes"));
    }

    [Theory]
    [InlineData("", "refused")]
    [InlineData("<mujoco><worldbody><geom type=\"egg\"/></worldbody></mujoco>", "egg")]
    [InlineData("<mujoco><worldbody><body><freejoint/></body></worldbody></mujoco>", "mass")]
    [InlineData("<mujoco><worldbody><geom", "refused")]
    public void FromXml_BadDescription_ThrowsWithTheLibrarysReason(string xml, string reason)
    {
        var error = Assert.Throws<MujocoModelException>(() => MujocoModel.FromXml(xml));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void FromXml_WithATextureFile_FindsItAmongTheAssets()
    {
        const string Xml = "<mujoco><asset><texture name=\"t\" type=\"2d\" file=\"t.bin\"/><material name=\"m\" texture=\"t\"/></asset><worldbody><geom size=\".1\" material=\"m\"/></worldbody></mujoco>";
        byte[] texture = new byte[8 + (2 * 2 * 3)];
        BitConverter.TryWriteBytes(texture, 2);
        BitConverter.TryWriteBytes(texture.AsSpan(4), 2);
        if (MujocoLibrary.Version != "2.2.2")
            Assert.Skip("Raw texture files are read by MuJoCo 2.2.2 only.");
        using var model = MujocoModel.FromXml(Xml, new Dictionary<string, ReadOnlyMemory<byte>> { ["t.bin"] = texture });
        Assert.Equal(1, model.Ntex);
        Assert.Throws<MujocoModelException>(() => MujocoModel.FromXml(Xml));
        Assert.Throws<MujocoModelException>(() => MujocoModel.FromXml(Xml, new Dictionary<string, ReadOnlyMemory<byte>> { ["../t.bin"] = texture }));
    }

    [Fact]
    public void Dispose_WhileASimulationRuns_LeavesTheSimulationUsable()
    {
        MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        model.Dispose();
        data.Step(10);
        Assert.Equal(0.02, data.TimeS, 12);
        Assert.Throws<ObjectDisposedException>(() => model.Id(MujocoObject.Body, "cube"));
        Assert.Throws<ObjectDisposedException>(() => model.GeomSize.Length);
    }
}
