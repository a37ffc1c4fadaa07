using System.Text.Json;
using DexGrasp.App.Cli;
using DexGrasp.Core.Robots;
using DexGrasp.Data.LeRobot;
using Xunit;

namespace DexGrasp.Tests.App.Cli;

public sealed class DatasetCommandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_InfoValidateAndConvertThereAndBack_Succeed()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder["demos"]);

        string info = await SucceedAsync("dataset", "info", folder["demos"], "--json", folder["info.json"]);
        Assert.Contains("2 episodes of 3 to 3 frames, 6 frames", info);
        Assert.Contains("observation.state", info);
        Assert.Equal(2, Json(folder["info.json"]).GetProperty("tasks").GetProperty("pick up the [red] cup").GetInt32());

        string valid = await SucceedAsync("dataset", "validate", folder["demos"], "--json", folder["valid.json"]);
        Assert.Contains("valid: 2 episodes, 6 frames", valid);
        Assert.True(Json(folder["valid.json"]).GetProperty("valid").GetBoolean());

        Assert.Contains("-> zarr v2: 2 episodes", await SucceedAsync("dataset", "convert", folder["demos"], folder["zarr"], "--json", folder["convert.json"]));
        Assert.Equal(6, Json(folder["convert.json"]).GetProperty("frames").GetInt32());
        Assert.Contains("-> LeRobotDataset v3.0: 2 episodes", await SucceedAsync("dataset", "convert", folder["zarr"], folder["again"], "--task", "stack"));
        Assert.Contains("valid", await SucceedAsync("dataset", "validate", folder["again"]));
    }

    [Fact]
    public async Task RunAsync_ValidateDamagedDataset_SaysWhatIsWrongAndFails()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder["demos"]);
        File.WriteAllText(folder["demos/meta/stats.json"], "{}");

        (int code, string output, string error) = await RunAsync("dataset", "validate", folder["demos"], "--json", folder["valid.json"]);

        Assert.Equal(ExitCode.Failure, code);
        Assert.Contains("- meta/stats.json has no complete entry action", output);
        Assert.Contains("not valid", output);
        Assert.Empty(error);
        Assert.False(Json(folder["valid.json"]).GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task RunAsync_InfoOfNoDataset_NamesTheMissingFile()
    {
        using var folder = new TemporaryFolder();

        (int code, _, string error) = await RunAsync("dataset", "info", folder.Folder);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("meta/info.json", error);
        Assert.Contains("docs/datasets.md", error);
    }

    private static async Task WriteAsync(string folder)
    {
        await using LeRobotWriter writer = LeRobotWriter.Create(folder, DatasetSchema.ForRobot(Rm75.Model, 20, []));
        for (int i = 0; i < 2; i++)
        {
            await using EpisodeWriter episode = await writer.BeginEpisodeAsync("pick up the [red] cup", Stop);
            for (int frame = 0; frame < 3; frame++)
                await episode.AddAsync(new DatasetFrame { Numbers = { [FeatureKeys.State] = Rm75.Model.HomeRad, [FeatureKeys.Action] = new double[RobotModel.Dof] } }, Stop);
            await episode.SaveAsync(null, Stop);
        }
    }

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static async Task<string> SucceedAsync(params string[] args)
    {
        (int code, string output, string error) = await RunAsync(args);
        Assert.True(code == ExitCode.Success, error);
        return output;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(args, output, error, Stop);
        return (code, output.ToString(), error.ToString());
    }
}
