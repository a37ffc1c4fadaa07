using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;

namespace DexGrasp.Tests.Controller.Policy;

/// <summary>A policy without learning: its velocity leads from any noise straight to the normaliser's mean, times a factor.</summary>
internal static class TinyPolicy
{
    private const int Tokens = 3;

    public static PolicyCard Card(PolicyNormalizer normalizer) => new()
    {
        Format = PolicyCard.CurrentFormat,
        Robot = Rm75.Model.Name,
        JointNames = Rm75.Model.JointNames,
        FlowSteps = 2,
        Mean = normalizer.Mean.ToArray(),
        Deviation = normalizer.Deviation.ToArray(),
        Provenance = "made by a test",
    };

    /// <summary>The arm stays where it is commanded to be and the hand goes to its home pose.</summary>
    public static PolicyNormalizer Still()
    {
        double[] home = Rm75.Model.HomeRad.ToArray();
        float[] mean = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => i % RobotModel.Dof < RobotModel.ArmDof ? 0 : (float)home[i % RobotModel.Dof])];
        return new PolicyNormalizer(mean, [.. mean.Select(_ => 0.01f)]);
    }

    public static void Write(string folder, PolicyNormalizer? normalizer = null, string? modelHash = null, float factor = 1, int stateSize = PolicyLayout.StateSize)
    {
        normalizer ??= Still();
        modelHash ??= normalizer.Hash;
        PolicyFolder.Write(folder, Card(normalizer), Encoder(modelHash, stateSize), Denoiser(modelHash, factor));
    }

    private static byte[] Encoder(string hash, int stateSize)
    {
        var graph = new OnnxGraph("encoder", 17);
        graph.Remark(PolicyModel.NormalizerKey, hash);
        graph.Input("head", 1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        graph.Input("wrist", 1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        string state = graph.Input("state", 1, stateSize);
        string sum = graph.Add("ReduceSum", [state], OnnxAttribute.Of("keepdims", 0));
        string spread = graph.Add("Add", [graph.Constant(new float[Tokens], Tokens), sum]);
        graph.Output("keys", spread, Tokens);
        graph.Output("values", spread, Tokens);
        return graph.ToBytes();
    }

    // (0 - chunk) / (1 - time), plus nothing of keys and values.
    private static byte[] Denoiser(string hash, float factor)
    {
        var graph = new OnnxGraph("denoiser", 17);
        graph.Remark(PolicyModel.NormalizerKey, hash);
        string chunk = graph.Input("chunk", 1, 64, 13), time = graph.Input("time", 1), keys = graph.Input("keys", Tokens), values = graph.Input("values", Tokens);
        string left = graph.Add("Sub", [graph.Constant([1f]), time]);
        string nothing = graph.Add("Mul", [graph.Add("ReduceSum", [graph.Add("Mul", [keys, values])], OnnxAttribute.Of("keepdims", 0)), graph.Constant([0f])]);
        string velocity = graph.Add("Div", [graph.Add("Mul", [chunk, graph.Constant([-factor])]), left]);
        graph.Output("velocity", graph.Add("Add", [velocity, nothing]), 1, 64, 13);
        return graph.ToBytes();
    }
}
