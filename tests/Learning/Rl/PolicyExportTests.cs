using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Sim.Environments;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class PolicyExportTests : IDisposable
{
    private const float Tolerance = 1e-5f;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_TrainedPolicy_OnnxActsAsTorchDoes(bool tanh)
    {
        PpoOptions options = SmallRuns.Options with { Activation = tanh ? Activation.Tanh : Activation.Elu };
        using TrainedPolicy policy = TrainedPolicy.Read(SmallRuns.Run(_folder.File("run"), options));
        PolicyExport.Write(_folder.File("p.onnx"), policy);
        using var session = new InferenceSession(_folder.File("p.onnx"));
        var actions = new List<float>();

        foreach (float at in new[] { -1e6f, -3, -1.5f, -0.3f, 0, 0.2f, 1, 2, 1e6f })
        {
            float[] observation = [at, 0.5f], expected = new float[1];
            policy.Act(observation, expected);
            using OrtValue input = OrtValue.CreateTensorValueFromMemory(observation, [1, 2]);
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> result = session.Run(run, [PolicyExport.InputName], [input], [PolicyExport.OutputName]);
            float found = result[0].GetTensorDataAsSpan<float>()[0];
            Assert.InRange(found, -1, 1);
            Assert.InRange(Math.Abs(found - expected[0]), 0, Tolerance);
            actions.Add(found);
        }

        Assert.True(actions.Max() - actions.Min() > 0.1f, "The policy does the same everywhere; the test shows nothing.");
        Dictionary<string, string> remarks = session.ModelMetadata.CustomMetadataMap;
        Assert.Equal(("reach", "2", "1"), (remarks[PolicyExport.TaskKey], remarks[PolicyExport.ObservationKey], remarks[PolicyExport.ActionKey]));
        Assert.Equal(64, remarks[PolicyExport.HashKey].Length);
        Assert.Equal(PolicyExport.ToBytes(policy), File.ReadAllBytes(_folder.File("p.onnx")));
    }

    [Fact]
    public void TaskPolicy_OfAnExportedModel_ActsAsTorchDoesAndRefusesOtherTasks()
    {
        using TrainedPolicy policy = TrainedPolicy.Read(SmallRuns.Run(_folder.File("run"), SmallRuns.Options));
        string path = _folder.File("p.onnx");
        PolicyExport.Write(path, policy);
        using TaskPolicy actor = TaskPolicy.Open(path, "reach", 2, 1);
        foreach (float at in new[] { -1.5f, 0.1f, 2 })
        {
            float[] expected = new float[1], found = new float[1];
            policy.Act([at, 0.5f], expected);
            actor.Act([at, 0.5f], found);
            Assert.InRange(Math.Abs(found[0] - expected[0]), 0, Tolerance);
        }

        Assert.Equal(64, actor.Hash.Length);
        Assert.Contains("policy of 'reach'", Assert.Throws<PolicyException>(() => TaskPolicy.Open(path, "hop", 2, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("2 numbers in", Assert.Throws<PolicyException>(() => TaskPolicy.Open(path, "reach", 3, 1)).Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("no.onnx"), "no model");
        Assert.Contains("no.onnx", Assert.Throws<PolicyException>(() => TaskPolicy.Open(_folder.File("no.onnx"), "reach", 2, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<PolicyException>(() => TaskPolicy.Open(_folder.File("absent.onnx"), "reach", 2, 1));
    }

    [Fact]
    public void Read_FileThatIsNoCheckpoint_IsRefused()
    {
        SafetensorsFile.Write(_folder.File("x.safetensors"), []);

        Assert.Contains("no checkpoint of reinforcement learning", Assert.Throws<CheckpointException>(() => TrainedPolicy.Read(_folder.File("x.safetensors"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_AnyNumberOfEnvironmentsAtATime_CountsTheEpisodesThatWereSettledBefore()
    {
        using TrainedPolicy policy = TrainedPolicy.Read(SmallRuns.Run(_folder.File("run"), SmallRuns.Options));
        using var environments = ReachEnvironment.Vector(4);

        IReadOnlyList<EpisodeResult> results = PolicyEvaluator.Run(policy, environments, 10, 5, TestContext.Current.CancellationToken);

        Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (3, 1)], results.Select(r => (r.Environment, r.Number)));
        Assert.All(results, r => Assert.True(r.Success == (r.Fault is null) && r.Length is >= 1 and <= 20 && r.Costs[0] >= 0 && r.Metrics[1] >= 0));
        Assert.Equal(results.Select(r => r.Return), PolicyEvaluator.Run(policy, environments, 10, 5, TestContext.Current.CancellationToken).Select(r => r.Return));
    }

    [Fact]
    public void Evaluate_EnvironmentsOfAnotherTask_IsRefused()
    {
        using TrainedPolicy policy = TrainedPolicy.Read(SmallRuns.Run(_folder.File("run"), SmallRuns.Options));
        using var other = new VectorEnvironment((_, _) => new ReachEnvironment { Spec = ReachEnvironment.Size(3) }, 2, 1);

        Assert.Contains("observation 3", Assert.Throws<CheckpointException>(() => PolicyEvaluator.Run(policy, other, 4, 1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }
}
