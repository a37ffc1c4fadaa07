using System.Security.Cryptography;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Export;

namespace DexGrasp.Learning.Rl;

/// <summary>Writes a trained policy as one ONNX model: observation as it comes from the task in, mean action out, limited to -1 to 1.</summary>
internal static class PolicyExport
{
    /// <summary>Name of the input. Shape: [1, O].</summary>
    public const string InputName = "observation";

    /// <summary>Name of the output. Shape: [1, A]. Range: -1 to 1.</summary>
    public const string OutputName = "action";

    /// <summary>Keys of the model's remarks: task, sizes, and the SHA-256 of all numbers in it.</summary>
    public const string TaskKey = "task", ObservationKey = "observation_size", ActionKey = "action_size", HashKey = "sha256";

    private const int Opset = 17;

    /// <summary>Writes a model file, whole or not at all.</summary>
    public static void Write(string path, TrainedPolicy policy)
    {
        byte[] bytes = ToBytes(policy);
        DurableFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Returns the model's bytes; equal policies give equal bytes.</summary>
    public static byte[] ToBytes(TrainedPolicy policy)
    {
        (PolicySizes sizes, PpoOptions options, RunningNormalizer normalizer) = (policy.Sizes, policy.State.Options, policy.State.Normalizer.Observation);
        Weights weights = Weights.Of(policy.State.Network);
        var graph = new OnnxGraph(sizes.Task, Opset);
        var layers = new OnnxLayers(graph, heads: 1, width: 1);
        string x = graph.Input(InputName, 1, sizes.Observation);
        x = graph.Add("Sub", [x, graph.Constant(normalizer.Mean.ToArray(), sizes.Observation)]);
        x = graph.Add("Div", [x, graph.Constant(normalizer.Deviation.ToArray(), sizes.Observation)]);
        x = Limit(graph, x, normalizer.Limit);
        for (int layer = 0; layer <= options.Hidden.Count; layer++)
        {
            x = layers.Linear(x, weights, ActorCritic.ActorLayer(layer));
            if (layer < options.Hidden.Count)
                x = graph.Add(options.Activation == Activation.Elu ? "Elu" : "Tanh", [x]);
        }

        graph.Output(OutputName, Limit(graph, x, 1), 1, sizes.Action);
        graph.Remark(TaskKey, sizes.Task);
        graph.Remark(ObservationKey, $"{sizes.Observation}");
        graph.Remark(ActionKey, $"{sizes.Action}");
        graph.Remark(HashKey, Hash(weights, options, normalizer));
        return graph.ToBytes();
    }

    private static string Limit(OnnxGraph graph, string x, float most) => graph.Add("Clip", [x, graph.Constant([-most]), graph.Constant([most])]);

    private static string Hash(Weights weights, PpoOptions options, RunningNormalizer normalizer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(normalizer.Mean);
        Add(normalizer.Deviation);
        for (int layer = 0; layer <= options.Hidden.Count; layer++)
        {
            Add(weights[$"{ActorCritic.ActorLayer(layer)}.weight"]);
            Add(weights[$"{ActorCritic.ActorLayer(layer)}.bias"]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(ReadOnlySpan<float> numbers) => hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers));
    }
}
