using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;

namespace DexGrasp.Tests.App.Policies;

/// <summary>
/// A policy without learning: its chunk is a matrix times the channels' means of both pictures and the state. One part leads the
/// tool to the target that the state tells of; the others are random.
/// </summary>
internal sealed class LinearPolicy
{
    private const int WristAt = PolicyLayout.HeadChannels, StateAt = WristAt + PolicyLayout.WristChannels, Features = StateAt + PolicyLayout.StateSize;
    private const int MaskChannel = 3, ToolFromTargetAt = 32, SecondsSteps = 40;
    private readonly float[] _weights = new float[Features * PolicyLayout.ChunkSize];

    /// <summary>Makes one whose numbers are random functions of all that it is shown, and move next to nothing.</summary>
    public static LinearPolicy Random(float size)
    {
        var made = new LinearPolicy();
        var random = new Random(1);
        for (int i = 0; i < made._weights.Length; i++)
            made._weights[i] = size * ((2 * (float)random.NextDouble()) - 1);
        return made;
    }

    /// <summary>Lets the tool go straight to the target within two seconds.</summary>
    public LinearPolicy Following()
    {
        for (int i = 0; i < PolicyLayout.ChunkSize; i++)
        {
            (int step, int joint) = Math.DivRem(i, RobotModel.Dof);
            if (joint >= 3)
                continue;
            // What the pictures add stays small against the way to the target.
            for (int feature = 0; feature < Features; feature++)
                _weights[(feature * PolicyLayout.ChunkSize) + i] *= 0.2f;
            _weights[((StateAt + ToolFromTargetAt + joint) * PolicyLayout.ChunkSize) + i] -= (float)(0.1 * Math.Min(1, (step + 1.0) / SecondsSteps));
        }

        return this;
    }

    /// <summary>Makes it blind to the mask.</summary>
    public LinearPolicy WithoutMask() => Blind(MaskChannel, 1);

    /// <summary>Makes it blind to the wrist picture.</summary>
    public LinearPolicy WithoutWrist() => Blind(WristAt, PolicyLayout.WristChannels);

    public string Write(string folder)
    {
        double[] home = Rm75.Model.HomeRad.ToArray();
        float[] mean = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => i % RobotModel.Dof < RobotModel.ArmDof ? 0 : (float)home[i % RobotModel.Dof])];
        float[] one = [.. mean.Select(_ => 1f)];
        var card = new PolicyCard
        {
            Format = PolicyCard.CurrentFormat,
            Robot = Rm75.Model.Name,
            JointNames = Rm75.Model.JointNames,
            FlowSteps = 2,
            Mean = mean,
            Deviation = one,
            Provenance = "made by a test",
        };
        string hash = new PolicyNormalizer(mean, one).Hash;
        PolicyFolder.Write(folder, card, Encoder(hash), Denoiser(hash));
        return folder;
    }

    /// <summary>Adds a denoiser that looks at one token of the head picture, one of the wrist picture and the state, as told.</summary>
    public static void WriteAttention(PolicyFolder folder, int headToken, float headShare, int wristToken, float wristShare)
    {
        const int Chunks = 16, HeadTokens = 16, WristTokens = 20, Tokens = HeadTokens + WristTokens + 1;
        var looks = new float[Chunks * Tokens];
        for (int i = 0; i < Chunks; i++)
        {
            looks[(i * Tokens) + headToken] = headShare;
            looks[(i * Tokens) + HeadTokens + wristToken] = wristShare;
            looks[(i * Tokens) + Tokens - 1] = 1 - headShare - wristShare;
        }

        var graph = new OnnxGraph("attention", 17);
        graph.Remark(PolicyAttention.DenoiserKey, folder.Card.Files[PolicyFolder.DenoiserName]);
        graph.Remark(PolicyAttention.HeadGridKey, "4x4");
        graph.Remark(PolicyAttention.WristGridKey, "4x5");
        Flow(graph);
        graph.Output(PolicyAttention.OutputName, graph.Constant(looks, Chunks, Tokens), Chunks, Tokens);
        File.WriteAllBytes(Path.Combine(folder.Path, PolicyAttention.FileName), graph.ToBytes());
    }

    private LinearPolicy Blind(int first, int count)
    {
        Array.Clear(_weights, first * PolicyLayout.ChunkSize, count * PolicyLayout.ChunkSize);
        return this;
    }

    private byte[] Encoder(string hash)
    {
        var graph = new OnnxGraph("encoder", 17);
        graph.Remark(PolicyModel.NormalizerKey, hash);
        string head = graph.Input("head", 1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        string wrist = graph.Input("wrist", 1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        string state = graph.Input("state", 1, PolicyLayout.StateSize);
        string Mean(string picture, int channels) =>
            graph.Add("Reshape", [graph.Add("GlobalAveragePool", [picture]), graph.Ints(1, channels)]);
        string all = graph.Add("Concat", [Mean(head, PolicyLayout.HeadChannels), Mean(wrist, PolicyLayout.WristChannels), state], OnnxAttribute.Of("axis", 1L));
        string numbers = graph.Add("MatMul", [all, graph.Constant(_weights, Features, PolicyLayout.ChunkSize)]);
        graph.Output("keys", numbers, 1, PolicyLayout.ChunkSize);
        graph.Output("values", numbers, 1, PolicyLayout.ChunkSize);
        return graph.ToBytes();
    }

    private static byte[] Denoiser(string hash)
    {
        var graph = new OnnxGraph("denoiser", 17);
        graph.Remark(PolicyModel.NormalizerKey, hash);
        Flow(graph);
        return graph.ToBytes();
    }

    // (numbers - chunk) / (1 - time); keys and values are the same numbers.
    private static void Flow(OnnxGraph graph)
    {
        string chunk = graph.Input("chunk", 1, 64, 13), time = graph.Input("time", 1);
        string keys = graph.Input("keys", 1, PolicyLayout.ChunkSize), values = graph.Input("values", 1, PolicyLayout.ChunkSize);
        string half = graph.Add("Mul", [graph.Add("Add", [keys, values]), graph.Constant([0.5f])]);
        string way = graph.Add("Sub", [graph.Add("Reshape", [half, graph.Ints(1, 64, 13)]), chunk]);
        graph.Output("velocity", graph.Add("Div", [way, graph.Add("Sub", [graph.Constant([1f]), time])]), 1, 64, 13);
    }
}
