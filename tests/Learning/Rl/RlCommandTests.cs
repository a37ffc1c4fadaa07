using DexGrasp.Learning.Cli;
using DexGrasp.Learning.Rl;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class RlCommandTests : IDisposable
{
    private const string Small = """{ "environments": 4, "rolloutSteps": 16, "minibatches": 2, "hidden": [8], "checkpointInterval": 2 }""";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TrainRl_UnknownTask_ListsThoseThatThereAre()
    {
        (int code, _, string error) = await RunAsync("train", "rl", "juggling", "--out", _folder.File("run"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("no task 'juggling'", error, StringComparison.Ordinal);
        Assert.Contains("inverted-pendulum", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public async Task TrainRl_Twice_GoesOnWithItsOwnOptionsUpToAModel()
    {
        File.WriteAllText(_folder.File("small.json"), Small);
        string run = _folder.File("run");
        await SucceedAsync("train", "rl", "inverted-pendulum", "--out", run, "--config", _folder.File("small.json"), "--steps", "256", "--seed", "3", "--threads", "2");
        Assert.Equal(3ul, PpoOptions.Read(new RunFolder(run).Options).Seed);

        Assert.Contains("going on from", await SucceedAsync("train", "rl", "inverted-pendulum", "--out", run, "--steps", "384"), StringComparison.Ordinal);
        Assert.EndsWith("checkpoint-000000000384.safetensors", new RunFolder(run).Newest, StringComparison.Ordinal);
        Assert.Contains("of 3 episodes succeeded", await SucceedAsync("train", "rl-judge", new RunFolder(run).Newest!, "--episodes", "3"), StringComparison.Ordinal);
        await SucceedAsync("export", "rl", new RunFolder(run).Newest!, "--out", _folder.File("p.onnx"));
        Assert.True(File.Exists(_folder.File("p.onnx")));

        (int code, _, string error) = await RunAsync("train", "rl", "hopper", "--out", run);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("'inverted-pendulum' (observation 4", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainRl_StartsForATaskThatTakesNone_SaysWhichDo()
    {
        (int code, _, string error) = await RunAsync("train", "rl", "hopper", "--out", _folder.File("run"), "--starts", _folder.File("starts.json"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("ungraspable-push and ungraspable-edge", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public async Task Imitate_NobodyShowsTheTask_SaysWhoShowsWhat()
    {
        (int code, _, string error) = await RunAsync("train", "rl-imitate", "hopper", "--expert", "kangaroo", "--out", _folder.File("run"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("'kangaroo'", error, StringComparison.Ordinal);
        Assert.Contains("ungraspable-push: script", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public async Task Imitate_NoTeacherThere_SaysWhichPolicyIsNeeded()
    {
        (int code, _, string error) = await RunAsync("train", "rl-imitate", "retrieval-student", "--expert", "teacher", "--teacher", _folder.File("none.onnx"), "--out", _folder.File("run"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("A policy of the task 'retrieval' is needed", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public async Task Imitate_ScriptOfThePush_GivesACheckpointThatTrainingBeginsWith()
    {
        File.WriteAllText(_folder.File("small.json"), Small);
        string shown = _folder.File("shown");

        await SucceedAsync("train", "rl-imitate", "ungraspable-push", "--expert", "script", "--out", shown, "--config", _folder.File("small.json"), "--steps", "128", "--threads", "2");
        string policy = Path.Combine(shown, "policy.safetensors");

        // Another task of the same numbers may begin with it, one of other numbers may not.
        Assert.Contains("beginning with", await SucceedAsync("train", "rl", "ungraspable-wall", "--out", _folder.File("a"), "--config", _folder.File("small.json"), "--start", policy, "--steps", "64"), StringComparison.Ordinal);
        (int code, _, string error) = await RunAsync("train", "rl", "inverted-pendulum", "--out", _folder.File("b"), "--config", _folder.File("small.json"), "--start", policy, "--steps", "64");
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("observation 71", error, StringComparison.Ordinal);
    }

    private static async Task<string> SucceedAsync(params string[] arguments)
    {
        (int code, string output, string error) = await RunAsync(arguments);
        Assert.True(code == ExitCode.Success, error);
        return output;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
