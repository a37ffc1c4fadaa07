using DexGrasp.App.Cli;
using DexGrasp.App.Policies.Attention;
using DexGrasp.App.Policies.Replays;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Policies;

public sealed class AttentionMapsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MakeAsync_PolicyThatLooksAtTheWindowsMiddle_FindsTheTargetThere()
    {
        PolicyFolder folder = Policy();
        LinearPolicy.WriteAttention(folder, headToken: 5, 0.5f, wristToken: 7, 0.3f);

        AttentionResult middle = await AttentionMaps.MakeAsync(folder, new ShownEpisode(null, null), TestContext.Current.CancellationToken);
        LinearPolicy.WriteAttention(folder, headToken: 0, 0.5f, wristToken: 7, 0.3f);
        AttentionResult corner = await AttentionMaps.MakeAsync(folder, new ShownEpisode(null, null), TestContext.Current.CancellationToken);

        Assert.Equal((0.5, 0.3, 0.2), (Math.Round(middle.HeadShare, 5), Math.Round(middle.WristShare, 5), Math.Round(middle.StateShare, 5)));
        Assert.InRange(middle.Frames[0].OnTarget, 1.1, 16);
        Assert.InRange(corner.Frames[0].OnTarget, 0, 0.9);
        Assert.InRange(middle.Frames.Count, 3, 14);
        Assert.Equal([0, 1, 2], middle.Frames.Take(3).Select(f => Math.Round(f.AtS, 6)));
    }

    [Fact]
    public async Task RunAsync_Attention_WritesOneReportWithAllPictures()
    {
        PolicyFolder folder = Policy();
        LinearPolicy.WriteAttention(folder, 5, 0.5f, 7, 0.3f);

        int code = await CommandLine.RunAsync(
            ["policy", "attention", folder.Path, "--out", _folder["out"]], TextWriter.Null, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Success, code);
        string page = File.ReadAllText(Assert.Single(Directory.GetFiles(_folder["out"])));
        Assert.True(page.Split("data:image/png;base64,iVBOR").Length > 6);
        Assert.DoesNotContain("http", page);
    }

    [Fact]
    public async Task RunAsync_PolicyWithoutAttention_SaysHowToExportIt()
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["policy", "attention", Policy().Path, "--out", _folder["out"]], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("--attention", error.ToString());
    }

    private PolicyFolder Policy() => PolicyFolder.Read(LinearPolicy.Random(1e-3f).Write(_folder["policy"]), Rm75.Model);
}
