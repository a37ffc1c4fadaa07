using DexGrasp.App.Cli;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Demonstrations;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Validation;
using Xunit;

namespace DexGrasp.Tests.App.Collect;

public sealed class CollectCommandTests
{
    [Fact]
    public async Task CollectGrasp_TwoRuns_AddUpToOneValidDataset()
    {
        using var folder = new TemporaryFolder();
        CancellationToken stop = TestContext.Current.CancellationToken;

        Assert.Equal(ExitCode.Success, await Collect(folder["set"], seed: 7));
        Assert.Equal(ExitCode.Success, await Collect(folder["set"], seed: 9));

        ValidationReport report = await DatasetValidator.RunAsync(folder["set"], null, stop);
        Assert.True(report.Valid, string.Join('\n', report.Findings));
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder["set"], stop);
        Assert.Equal(2, dataset.Episodes.Count);
        EpisodeNumbers numbers = await dataset.ReadNumbersAsync(0, stop);
        double[] chunk = numbers.Row(DemonstrationSchema.Chunk, 0).ToArray(), action = numbers.Row(FeatureKeys.Action, 0).ToArray();
        Assert.Equal(ActionChunk.Horizon * RobotModel.Dof, chunk.Length);
        // Ten frames a second of a chunk with twenty steps a second: the action is the second step.
        Assert.Equal(chunk[RobotModel.Dof..(2 * RobotModel.Dof)], action);
    }

    private static Task<int> Collect(string folder, int seed) => CommandLine.RunAsync(
        ["collect", "grasp", "--episodes", "1", "--threads", "1", "--seed", $"{seed}", "--out", folder], TextWriter.Null, TextWriter.Null, TestContext.Current.CancellationToken);
}
