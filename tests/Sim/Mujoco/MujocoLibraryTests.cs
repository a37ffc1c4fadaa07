using System.Diagnostics;
using DexGrasp.Sim.Mujoco;
using Xunit;

namespace DexGrasp.Tests.Sim.Mujoco;

public class MujocoLibraryTests
{
    [Fact]
    public void Version_OfTheInstalledLibrary_IsOneOfTheKnownVersions() => Assert.Contains(MujocoLibrary.Version, MujocoLibrary.KnownVersions);

    [Theory]
    [InlineData(222, "2.2.2")]
    [InlineData(337, "3.3.7")]
    [InlineData(3012000, "3.12.0")]
    public void NameOf_VersionNumber_IsTheReleaseName(int version, string name) => Assert.Equal(name, MujocoLayout.NameOf(version));

    [Fact]
    public void Open_NoSuchFile_NamesPackageAndVariable()
    {
        var error = Assert.Throws<MujocoUnavailableException>(() => MujocoLibrary.Open(["libno_such_physics.so"]));
        Assert.Contains("libno_such_physics.so", error.Message);
        Assert.Contains("libmujoco2.2.2", error.Message);
        Assert.Contains("MUJOCO_LIB", error.Message);
    }

    [Fact]
    public void LayoutFor_AnotherLibrary_IsRefusedByName()
    {
        (nint handle, string name) = MujocoLibrary.Open(["libc.so.6"]);
        var error = Assert.Throws<MujocoUnavailableException>(() => MujocoLibrary.LayoutFor(handle, name));
        Assert.Contains("libc.so.6", error.Message);
    }

    [Fact]
    public void UnknownVersion_OfALibrary_ListsTheKnownOnes()
    {
        Assert.Null(MujocoLayout.TryLoad(299));
        string message = MujocoLibrary.UnknownVersion(299, "libmujoco.so").Message;
        Assert.Contains("2.9.9", message);
        Assert.All(MujocoLibrary.KnownVersions, version => Assert.Contains(version, message));
    }

    [Fact]
    public void SelfCheck_WithTheLayoutOfAnotherVersion_IsRefused()
    {
        MujocoLayout loaded = MujocoLibrary.EnsureLoaded();
        int other = MujocoLayout.KnownVersions.First(version => version != loaded.Version && version < 400);
        Assert.Throws<MujocoUnavailableException>(() => MujocoSelfCheck.Run(MujocoLayout.TryLoad(other)!, "test"));
    }

    [Fact]
    public void Layouts_AllVersions_HoldEveryFieldThatTheBridgeReads()
    {
        Assert.True(MujocoLayout.KnownVersions.Count >= 4);
        foreach (int version in MujocoLayout.KnownVersions)
        {
            MujocoLayout layout = MujocoLayout.TryLoad(version)!;
            Assert.Equal(version, layout.Version);
            foreach (string field in new[] { "mjModel.nq", "mjModel.geom_rgba", "mjModel.stat.extent", "mjData.qacc_warmstart", "mjData.contact", "mjvScene.geoms", "mjvGeom.segid" })
                Assert.True(layout.Offset(field) >= 0);
        }
    }

    [Fact]
    public void Offset_FieldAbsentInThisVersion_NamesFieldAndVersion()
    {
        var error = Assert.Throws<NotSupportedException>(() => MujocoLayout.TryLoad(222)!.Offset("mjData.eq_active"));
        Assert.Contains("eq_active", error.Message);
        Assert.Contains("2.2.2", error.Message);
    }

    [Fact]
    public void NativeError_InAnotherProcess_EndsItWithAMessage()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DexGrasp.Tests.Sim")) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment[NativeErrorProbe.Variable] = "1";
        using Process child = Process.Start(start)!;
        string text = child.StandardError.ReadToEnd();
        child.WaitForExit();
        Assert.Equal(NativeReports.ExitCode, child.ExitCode);
        Assert.Contains("cannot recover", text);
        Assert.Contains("made for a test", text);
    }
}
