using System.Text.Json;
using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Ungraspable;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Tasks.Ungraspable;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Ungraspable;

public sealed class EvalUngraspableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-ungraspable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Eval_ShippedEdgePolicy_LiftsNearlyAlways()
    {
        JsonElement result = await RunAsync("--skill", "edge", "--episodes", "12");

        Assert.Equal(12, result.GetProperty("episodes").GetArrayLength());
        Assert.True(result.GetProperty("lifted").GetProperty("rate").GetDouble() > 0.8, $"The policy that ships lifted {result.GetProperty("lifted")}.");
        Assert.True(result.GetProperty("privileged").GetBoolean());
    }

    [Fact]
    public async Task Eval_AnyNumberOfThreads_GivesTheSameEpisodes()
    {
        JsonElement one = await RunAsync("--skill", "edge", "--method", "script", "--episodes", "4", "--threads", "1"), two = await RunAsync("--skill", "edge", "--method", "script", "--episodes", "4", "--threads", "2");

        Assert.Equal(one.GetProperty("episodes").GetRawText(), two.GetProperty("episodes").GetRawText());
    }

    [Fact]
    public async Task Eval_ShippedPushPolicy_ReachesItsGoalNearlyAlways()
    {
        JsonElement result = await RunAsync("--skill", "push", "--episodes", "20");

        Assert.True(result.GetProperty("success").GetProperty("rate").GetDouble() > 0.75, $"The policy that ships reached {result.GetProperty("success")}.");
    }

    [Fact]
    public async Task Eval_ShippedChain_TakesTheObjectOverTheEdge()
    {
        JsonElement result = await RunAsync("--skill", "pick", "--method", "chain", "--route", "edge", "--episodes", "8");

        Assert.True(result.GetProperty("success").GetProperty("rate").GetDouble() > 0.6, $"The chain that ships picked up {result.GetProperty("success")}.");
        Assert.All(result.GetProperty("episodes").EnumerateArray(), e => Assert.Equal("edge", e.GetProperty("route").GetString()));
    }

    [Fact]
    public async Task Eval_ChainForASkill_SaysWhatTheChainDoes()
    {
        var error = new StringWriter();

        int code = await CommandLine.RunAsync(["eval", "ungraspable", "--skill", "edge", "--method", "chain", "--out", _folder], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, code);
        Assert.Contains("--skill pick", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_ObjectThatFallsOutOfTheHand_IsNotASuccess()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 1 });
        using var environment = new BoardEnvironment(pool, new EdgeSkill());
        environment.Reset(3);
        BoardSkillEpisode lying = BoardHold.Judge(environment, 3, 1, "");
        BoardWorld world = environment.World;
        Vector3d high = world.View.WorldFromObject.Translation + new Vector3d(0, -0.1, 0.1);
        world.Reset(pool.Model(0), world.View.HalfSize, RigidTransform.FromTranslation(high.X, high.Y, high.Z), world.View.JointsRad.ToArray(), delay: 0);

        BoardSkillEpisode fallen = BoardHold.Judge(environment, 3, 1, "");

        Assert.True(lying.Success, "The hand and the object lay still beside each other.");
        Assert.False(fallen.Success);
        Assert.Equal("it crept out of the hand", fallen.Reason);
        Assert.True(fallen.Lifted);
        Assert.InRange(fallen.CreepM!.Value, 0.09, 0.2);
    }

    [Theory]
    [InlineData("plate")]
    [InlineData("bag")]
    public async Task Eval_ShapeOfTheHousehold_IsJudgedAsItIs(string shape)
    {
        JsonElement result = await RunAsync("--skill", "push", "--episodes", "3", "--shape", shape, "--pose-error", "5");

        Assert.Equal(shape, result.GetProperty("shape").GetString());
        Assert.Equal(0.005, result.GetProperty("pose_error_m").GetDouble(), 6);
    }

    [Fact]
    public async Task Eval_SkillWithoutAPolicy_SaysWhatIsMissing()
    {
        var error = new StringWriter();

        int code = await CommandLine.RunAsync(["eval", "ungraspable", "--skill", "wall", "--out", _folder], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, code);
        Assert.Contains("ungraspable-wall", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(["eval", "ungraspable", .. arguments, "--out", _folder], TextWriter.Null, error, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error.ToString());
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "ungraspable.json"), TestContext.Current.CancellationToken)).RootElement;
    }
}
