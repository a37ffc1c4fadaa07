using DexGrasp.App.Cli;
using DexGrasp.App.Policies.Checks;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Policies;

public sealed class PolicyCheckTests : IDisposable
{
    private const int Scenes = 6;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_PolicyThatUsesAllAndFollowsTheMask_FindsNoProblem()
    {
        PolicyCheckResult result = Check(LinearPolicy.Random(0.05f).Following());

        Assert.Empty(result.Problems);
        Assert.Equal((Scenes, 1), (result.Scenes, result.Follows.Rate));
        Assert.Equal(5, result.Changes.Count);
        Assert.All(result.Changes.Values, c => Assert.True(c.ArmMrad > PolicyCheck.LeastChangeMrad && c.ToolMm > 0));
    }

    [Fact]
    public void Run_PolicyBlindToTheWristPicture_SaysSo()
    {
        string problem = Assert.Single(Check(LinearPolicy.Random(0.05f).Following().WithoutWrist()).Problems);

        Assert.StartsWith("wrist picture blank", problem);
    }

    [Fact]
    public void Run_PolicyBlindToTheMasksPixels_SaysSo()
    {
        PolicyCheckResult result = Check(LinearPolicy.Random(0.05f).Following().WithoutMask());

        Assert.StartsWith("mask empty", Assert.Single(result.Problems));
        Assert.Equal(0, result.Changes["mask empty"].ArmMrad);
    }

    [Fact]
    public async Task RunAsync_PolicyOfRandomWeights_FailsAndSaysWhatItIgnores()
    {
        using var output = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["policy", "check", LinearPolicy.Random(1e-4f).Write(_folder["random"]), "--scenes", "3", "--json", _folder["check.json"]],
            output, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failure, code);
        Assert.Contains("PROBLEM head picture blank: the chunk does not change", output.ToString());
        Assert.Contains("\"model_hashes\"", File.ReadAllText(_folder["check.json"]));
    }

    [Fact]
    public void Run_SameSeedTwice_GivesTheSameFigures()
    {
        LinearPolicy policy = LinearPolicy.Random(0.05f);

        Assert.Equal(Check(policy, 2).Changes, Check(policy, 2).Changes);
    }

    private PolicyCheckResult Check(LinearPolicy policy, int scenes = Scenes) => PolicyCheck.Run(
        PolicyFolder.Read(policy.Write(_folder["policy"]), Rm75.Model), SceneInput.Load("train", "default"), scenes, 100_000, TestContext.Current.CancellationToken);
}
