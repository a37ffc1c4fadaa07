using DexGrasp.App.Cli;
using DexGrasp.App.Policies.Replays;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Policies;

public sealed class PolicyReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_AnyPolicy_PredictsAtEveryFrameAndTheExpertsPlanIsNear()
    {
        ReplayResult result = await PolicyReplay.RunAsync(Policy(), new ShownEpisode(null, null), TestContext.Current.CancellationToken);

        Assert.InRange(result.Frames.Count, 20, 140);
        Assert.Equal([0.1, 0.3, 1, 3], result.Errors.Select(e => e.AheadS));
        Assert.Equal([1, 3, 10, 30], result.Errors.Select(e => result.Frames.Count - e.Frames));
        // The expert does as it planned, at least for a tenth of a second; a random policy stays behind.
        Assert.InRange(result.Errors[0].PlanArmMrad, 0, 5);
        Assert.True(result.Errors[2].ArmMrad > 3 * result.Errors[2].PlanArmMrad);
    }

    [Fact]
    public void Errors_PredictionOffByAKnownAmount_AreThatAmount()
    {
        double[] command = new double[RobotModel.Dof], chunk = [.. Enumerable.Range(0, ActionChunk.Horizon * RobotModel.Dof).Select(i => i % RobotModel.Dof < RobotModel.ArmDof ? 0.004 : -0.02)];
        ReplayFrame[] frames = [.. Enumerable.Range(0, 12).Select(i => new ReplayFrame(0.1 * i, command, chunk, new double[chunk.Length]))];

        IReadOnlyList<ReplayError> errors = new ReplayResult("p", new Dictionary<string, string>(), "s", 0.1, frames).Errors;

        Assert.Equal([11, 9, 2, 0], errors.Select(e => e.Frames));
        Assert.All(errors.Take(3), e => Assert.Equal((4, 20, 0, 0), (Math.Round(e.ArmMrad, 9), Math.Round(e.HandMrad, 9), e.PlanArmMrad, e.PlanHandMrad)));
    }

    [Fact]
    public async Task RunAsync_Replay_WritesOneReportThatLoadsNothing()
    {
        using var output = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["policy", "replay", Policy().Path, "--episode", "900001", "--out", _folder["out"]], output, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Success, code);
        string page = File.ReadAllText(Assert.Single(Directory.GetFiles(_folder["out"])));
        Assert.Equal(RobotModel.Dof, page.Split("<svg").Length - 1);
        Assert.All(Rm75.Model.JointNames, name => Assert.Contains(name, page));
        Assert.DoesNotContain("http", page);
        Assert.DoesNotContain("src=", page);
    }

    [Fact]
    public async Task RunAsync_DatasetOfCollect_GivesTheFramesThatWereRecorded()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Assert.Equal(ExitCode.Success, await CommandLine.RunAsync(
            ["collect", "grasp", "--episodes", "1", "--seed", "3", "--threads", "1", "--out", _folder["data"]], TextWriter.Null, TextWriter.Null, stop));

        ReplayResult result = await PolicyReplay.RunAsync(Policy(), new ShownEpisode(_folder["data"], null), stop);

        Assert.InRange(result.Frames.Count, 20, 140);
        Assert.Equal(0.1, result.Frames[1].AtS, 1e-9);
        Assert.Contains("900000", await ErrorOf(["policy", "replay", Policy().Path, "--dataset", _folder["data"], "--episode", "900000", "--out", _folder["none"]]));
    }

    private static async Task<string> ErrorOf(string[] args)
    {
        using var error = new StringWriter();
        Assert.Equal(ExitCode.BadInput, await CommandLine.RunAsync(args, TextWriter.Null, error, TestContext.Current.CancellationToken));
        return error.ToString();
    }

    private PolicyFolder Policy() => PolicyFolder.Read(LinearPolicy.Random(1e-3f).Write(_folder["policy"]), Rm75.Model);
}
