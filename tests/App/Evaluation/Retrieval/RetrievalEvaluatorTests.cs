using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Retrieval;
using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Export;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Retrieval;

public sealed class RetrievalEvaluatorTests
{
    [Fact]
    public void Run_OnOneAndTwoThreads_GivesTheSameFileAndComparesThePolicyWithAll()
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder, "retrieval", 124);

        RetrievalResult one = Run(folder, model, 1, RetrievalMethod.All), two = Run(folder, model, 2, RetrievalMethod.All);

        Assert.Equal(ResultJson.Serialize(one.Episodes), ResultJson.Serialize(two.Episodes));
        Assert.Equal(ResultJson.Serialize(one.PolicyAgainst), ResultJson.Serialize(two.PolicyAgainst));
        Assert.Equal(["policy", "student", "student-alone", "grasp-each", "grasp-each-done", "grasp-each-all", "grasp-needed", "raking", "strokes", "stirring", "ideal-each", "ideal-needed"], one.Methods.Keys);
        Assert.Equal(one.Methods.Keys.Skip(1), one.PolicyAgainst.Keys);
        Assert.True(one.Provenance is { PolicyRandomised: true, ScriptsRandomised: false, PolicyNumbersSha256: "numbers" });
        Assert.Equal([100_005ul], one.Seeds);
        Assert.Equal(2 * RetrievalMethod.All.Count, one.Episodes.Count);
        Assert.Equal(4 * 68, one.Methods["ideal-each"].Steps!.Mean);
        Assert.All(one.Episodes, e => Assert.InRange(e.Steps, 1, e.EpisodeSteps));
        Assert.True(one.Methods["grasp-needed"].Success.Rate > 0);
        // A policy that only closes the hand above the pile uncovers nothing.
        Assert.Equal(0, one.StudentLoss!.Mean);
        Assert.Equal((0, 200), (one.Methods["policy"].Success.Rate, one.Methods["policy"].Steps!.Mean));
        Assert.Contains("\"privileged\": true", File.ReadAllText(Path.Combine(folder["out"], "retrieval.json")));
        RetrievalTable.Print(one, folder["out"], TextWriter.Null);
    }

    [Fact]
    public void Run_WithoutAPolicy_NeedsNoFileAndComparesNothing()
    {
        using var folder = new TemporaryFolder();

        RetrievalResult result = Run(folder, null, 2, RetrievalMethod.Parse("raking,ideal-needed"));

        Assert.Empty(result.PolicyAgainst);
        Assert.Null(result.Provenance.Policy);
        Assert.Equal(["raking", "ideal-needed"], result.Methods.Keys);
    }

    [Theory]
    [InlineData("ungraspable-edge", 124)]
    [InlineData("retrieval", 125)]
    public void Run_PolicyOfAnotherTaskOrSize_IsRefusedBeforeAnythingIsDropped(string task, int size)
    {
        using var folder = new TemporaryFolder();
        string model = Model(folder, task, size);

        Assert.Throws<PolicyException>(() => Run(folder, model, 1, RetrievalMethod.All));

        Assert.False(Directory.Exists(folder["scenes"]));
    }

    [Fact]
    public void Run_NoPolicyThere_SaysHowToGetOne()
    {
        using var folder = new TemporaryFolder();

        var e = Assert.Throws<UserErrorException>(() => Run(folder, folder["none.onnx"], 1, RetrievalMethod.All));

        Assert.Contains("train rl retrieval", e.Remedy);
    }

    [Fact]
    public void Run_Stopped_EndsWithoutAFile()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => RetrievalEvaluator.Run(Options(folder, null, 2, RetrievalMethod.Parse("raking")), stop.Token));

        Assert.False(File.Exists(Path.Combine(folder["out"], "retrieval.json")));
    }

    private static RetrievalResult Run(TemporaryFolder folder, string? model, int threads, IReadOnlyList<RetrievalMethod> methods) =>
        RetrievalEvaluator.Run(Options(folder, model, threads, methods), TestContext.Current.CancellationToken);

    private static RetrievalEvaluationOptions Options(TemporaryFolder folder, string? model, int threads, IReadOnlyList<RetrievalMethod> methods) =>
        new(model, methods, RetrievalLevel.Find("seen"), 4, 2, 1, 5, 0.005, threads, folder["out"]) { SceneFolder = folder["scenes"] };

    private static string Model(TemporaryFolder folder, string task, int observations)
    {
        var graph = new OnnxGraph("policy", 17);
        string seen = graph.Input("observation", 1, observations);
        float[] bias = [0, 0, 0, 0, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f];
        string action = graph.Add("MatMul", [seen, graph.Constant(new float[observations * bias.Length], observations, bias.Length)]);
        graph.Output("action", graph.Add("Add", [action, graph.Constant(bias, 1, bias.Length)]), 1, bias.Length);
        graph.Remark("task", task);
        graph.Remark("sha256", "numbers");
        File.WriteAllBytes(folder["policy.onnx"], graph.ToBytes());
        return folder["policy.onnx"];
    }
}
