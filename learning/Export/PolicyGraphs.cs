using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Policy;

namespace DexGrasp.Learning.Export;

/// <summary>
/// The compact policy as two ONNX models: the encoder runs once for a chunk and also gives the keys and values that every layer
/// of the denoiser attends to, for they do not depend on the noisy chunk or its time; the denoiser runs once for each flow step.
/// </summary>
/// <param name="config">Sizes.</param>
/// <param name="remarks">Go into both models.</param>
internal sealed class PolicyGraphs(CompactConfig config, IReadOnlyDictionary<string, string> remarks)
{
    // The oldest set that has layer norms, and so the one that most readers know. The one-operator attention of set 23 saves 5 % of a denoiser's time.
    private const int Opset = 17;
    private const int Frequencies = 32;
    private const double FastestPerUnit = 200;
    private readonly int _tokens = Tokens(config, PolicyLayout.HeadSize, PolicyLayout.HeadSize) + Tokens(config, PolicyLayout.WristHeight, PolicyLayout.WristWidth) + 1;

    private int Chunks => ActionChunk.Horizon / config.Patch;

    private int Size => config.Width / config.Heads;

    private long[] KeyShape => [config.Layers, config.Heads, Size, _tokens];

    private long[] ValueShape => [config.Layers, config.Heads, _tokens, Size];

    /// <summary>head, wrist, state to tokens [1, N, E], keys [layers, heads, E / heads, N] and values [layers, heads, N, E / heads].</summary>
    /// <param name="encoder">Weights of <see cref="ObservationTokens"/>.</param>
    /// <param name="denoiser">Weights of <see cref="ChunkTransformer"/>: its layers make the keys and values.</param>
    public byte[] Encoder(Weights encoder, Weights denoiser)
    {
        (OnnxGraph graph, OnnxLayers layers) = Begin("encoder");
        string head = graph.Input("head", 1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        string wrist = graph.Input("wrist", 1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        string state = graph.Input("state", 1, PolicyLayout.StateSize);
        string hidden = layers.Gelu(layers.Linear(layers.Gelu(layers.Linear(state, encoder, "state1")), encoder, "state2"));
        string stateToken = layers.Norm(layers.Linear(hidden, encoder, "state3"), encoder, "state_norm");
        string headTokens = Picture(graph, layers, head, encoder, "head", Tokens(config, PolicyLayout.HeadSize, PolicyLayout.HeadSize));
        string wristTokens = Picture(graph, layers, wrist, encoder, "wrist", Tokens(config, PolicyLayout.WristHeight, PolicyLayout.WristWidth));
        string tokens = graph.Add("Concat", [headTokens, wristTokens, stateToken], OnnxAttribute.Of("axis", 0L));
        var keys = new List<string>();
        var values = new List<string>();
        for (int i = 0; i < config.Layers; i++)
        {
            (string key, string value) = KeysAndValues(graph, layers, tokens, _tokens, denoiser, $"layers.{i}.cross");
            keys.Add(key);
            values.Add(value);
        }

        graph.Output("tokens", graph.Add("Reshape", [tokens, graph.Ints(1, _tokens, config.Width)]), 1, _tokens, config.Width);
        graph.Output("keys", graph.Add("Concat", [.. keys], OnnxAttribute.Of("axis", 0L)), KeyShape);
        graph.Output("values", graph.Add("Concat", [.. values], OnnxAttribute.Of("axis", 0L)), ValueShape);
        return graph.ToBytes();
    }

    /// <summary>chunk [1, 64, 13], time [1] and the condition to velocity [1, 64, 13].</summary>
    /// <param name="denoiser">Weights of <see cref="ChunkTransformer"/>.</param>
    /// <param name="cached">Whether the condition comes as keys and values, or as the tokens, from which every step makes them anew.</param>
    /// <param name="attention">Whether it also gives where the chunk's tokens look, the mean over layers and heads of the attention to the condition: attention [64 / patch, N].</param>
    /// <param name="regression">Whether the weights are the first stage's: one chunk for every noise, to which the velocity leads straight.</param>
    public byte[] Denoiser(Weights denoiser, bool cached = true, bool attention = false, bool regression = false)
    {
        (OnnxGraph graph, OnnxLayers layers) = Begin("denoiser");
        List<string>? looks = attention ? [] : null;
        string chunk = graph.Input("chunk", 1, ActionChunk.Horizon, RobotModel.Dof);
        string time = graph.Input("time", 1);
        string[] keys, values;
        if (cached)
        {
            keys = Each(graph, graph.Input("keys", KeyShape));
            values = Each(graph, graph.Input("values", ValueShape));
        }
        else
        {
            string tokens = graph.Add("Reshape", [graph.Input("tokens", 1, _tokens, config.Width), graph.Ints(_tokens, config.Width)]);
            (string Key, string Value)[] pairs = [.. Enumerable.Range(0, config.Layers).Select(i => KeysAndValues(graph, layers, tokens, _tokens, denoiser, $"layers.{i}.cross"))];
            keys = [.. pairs.Select(p => p.Key)];
            values = [.. pairs.Select(p => p.Value)];
        }

        int numbers = config.Patch * RobotModel.Dof;
        string patches = regression ? graph.Constant(new float[Chunks * numbers], Chunks, numbers) : graph.Add("Reshape", [chunk, graph.Ints(Chunks, numbers)]);
        string x = layers.Sum(layers.Linear(patches, denoiser["in.weight"], graph.Constant(Placed(denoiser), Chunks, config.Width), config.Width), Time(graph, layers, regression ? graph.Constant([0f]) : time, denoiser));
        for (int i = 0; i < config.Layers; i++)
            x = Layer(graph, layers, x, keys[i], values[i], denoiser, $"layers.{i}", looks);
        if (looks is not null)
            graph.Output(PolicyAttention.OutputName, graph.Add("Mul", [looks.Aggregate(layers.Sum), graph.Constant([1f / config.Layers])]), Chunks, _tokens);
        string velocity = layers.Linear(layers.Norm(x, denoiser, "norm"), denoiser, "out");
        velocity = graph.Add("Reshape", [velocity, graph.Ints(1, ActionChunk.Horizon, RobotModel.Dof)]);
        if (regression)
            velocity = graph.Add("Div", [graph.Add("Sub", [velocity, chunk]), graph.Add("Sub", [graph.Constant([1f]), time])]);
        graph.Output("velocity", velocity, 1, ActionChunk.Horizon, RobotModel.Dof);
        return graph.ToBytes();
    }

    /// <summary>Returns rows and columns of the tokens that a picture becomes.</summary>
    public static (int Rows, int Columns) Grid(CompactConfig config, int height, int width)
    {
        foreach (int _ in config.Channels)
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
        return (height, width);
    }

    private static int Tokens(CompactConfig config, int height, int width)
    {
        (int rows, int columns) = Grid(config, height, width);
        return rows * columns;
    }

    private (OnnxGraph Graph, OnnxLayers Layers) Begin(string name)
    {
        var graph = new OnnxGraph(name, Opset);
        foreach ((string key, string value) in remarks)
            graph.Remark(key, value);
        return (graph, new OnnxLayers(graph, config.Heads, config.Width));
    }

    private string Picture(OnnxGraph graph, OnnxLayers layers, string x, Weights weights, string name, int tokens)
    {
        for (int i = 0; i < config.Channels.Count; i++)
        {
            x = layers.Convolve(x, weights, $"{name}.down{i}", 2);
            if (i > 0)
                x = layers.Convolve(layers.Convolve(x, weights, $"{name}.block{i}.first", 1), weights, $"{name}.block{i}.second", 1, plus: x);
        }

        string rows = graph.Add("Transpose", [graph.Add("Reshape", [x, graph.Ints(config.Channels[^1], tokens)])], OnnxAttribute.Of("perm", 1, 0));
        string normed = layers.Norm(layers.Linear(rows, weights, $"{name}.project"), weights, $"{name}.norm");
        return layers.Sum(normed, graph.Constant(weights[$"{name}.position"], tokens, config.Width));
    }

    private (string Keys, string Values) KeysAndValues(OnnxGraph graph, OnnxLayers layers, string context, int count, Weights weights, string name)
    {
        string[] both = graph.Add("Split", 2, [layers.Linear(context, weights, $"{name}.keys_values"), graph.Ints(config.Width, config.Width)], OnnxAttribute.Of("axis", 1));
        return (layers.SplitKeys(both[0], count), layers.Split(both[1], count));
    }

    private string Layer(OnnxGraph graph, OnnxLayers layers, string x, string keys, string values, Weights weights, string name, ICollection<string>? looks)
    {
        string normed = layers.Norm(x, weights, $"{name}.norm1");
        (string ownKeys, string ownValues) = KeysAndValues(graph, layers, normed, Chunks, weights, $"{name}.self");
        x = layers.Sum(x, layers.Linear(layers.Attend(Queries(layers, normed, weights, $"{name}.self"), ownKeys, ownValues), weights, $"{name}.self.project"));
        string query = Queries(layers, layers.Norm(x, weights, $"{name}.norm2"), weights, $"{name}.cross");
        x = layers.Sum(x, layers.Linear(layers.Attend(query, keys, values, looks), weights, $"{name}.cross.project"));
        string up = layers.Gelu(layers.Linear(layers.Norm(x, weights, $"{name}.norm3"), weights, $"{name}.up"));
        return layers.Sum(x, layers.Linear(up, weights, $"{name}.down"));
    }

    private string Queries(OnnxLayers layers, string x, Weights weights, string name) =>
        layers.Split(layers.Linear(x, weights, $"{name}.query", [.. Enumerable.Repeat(layers.QueryScale, config.Width)]), Chunks);

    private string[] Each(OnnxGraph graph, string all) =>
        graph.Add("Split", config.Layers, [all, graph.Ints([.. Enumerable.Repeat(1L, config.Layers)])], OnnxAttribute.Of("axis", 0L));

    // The first layer's bias and the positions are added in one.
    private static float[] Placed(Weights weights)
    {
        float[] placed = (float[])weights["position"].Clone(), bias = weights["in.bias"];
        for (int i = 0; i < placed.Length; i++)
            placed[i] += bias[i % bias.Length];
        return placed;
    }

    private static string Time(OnnxGraph graph, OnnxLayers layers, string time, Weights weights)
    {
        float[] frequencies = [.. Enumerable.Range(0, Frequencies).Select(i => (float)Math.Exp((float)i * (float)(Math.Log(FastestPerUnit) / (Frequencies - 1))))];
        string angles = graph.Add("Mul", [graph.Add("Reshape", [time, graph.Ints(1, 1)]), graph.Constant(frequencies, 1, Frequencies)]);
        string waves = graph.Add("Concat", [graph.Add("Cos", [angles]), graph.Add("Sin", [angles])], OnnxAttribute.Of("axis", 1));
        return layers.Linear(layers.Silu(layers.Linear(waves, weights, "time1")), weights, "time2");
    }
}
