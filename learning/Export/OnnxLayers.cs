namespace DexGrasp.Learning.Export;

/// <summary>Layers of our networks as ONNX operators. Tokens are matrices, [T, E]: a batch of one needs no batch dimension.</summary>
/// <param name="graph">Receives the nodes.</param>
/// <param name="heads">Attention heads.</param>
/// <param name="width">E.</param>
/// <param name="normEpsilon">What layer norms add to the variance.</param>
internal sealed class OnnxLayers(OnnxGraph graph, int heads, int width, float normEpsilon = 1e-5f)
{
    private int Size => width / heads;

    /// <summary>Gets the factor that queries carry, so that attention need not scale.</summary>
    public float QueryScale => 1 / MathF.Sqrt(Size);

    /// <summary>[T, from] to [T, to].</summary>
    public string Linear(string x, Weights weights, string name) =>
        Linear(x, weights[$"{name}.weight"], graph.Constant(weights[$"{name}.bias"], weights[$"{name}.bias"].Length), weights[$"{name}.bias"].Length);

    /// <summary>[T, from] to [T, to], each of the results times a factor of its own, which the weights take in.</summary>
    /// <param name="x">Tokens.</param>
    /// <param name="weights">Hold weight and bias.</param>
    /// <param name="name">Of the layer.</param>
    /// <param name="factors">Shape: [to].</param>
    public string Linear(string x, Weights weights, string name, float[] factors)
    {
        float[] Scaled(float[] values) => [.. values.Select((value, i) => value * factors[i / (values.Length / factors.Length)])];
        return Linear(x, Scaled(weights[$"{name}.weight"]), graph.Constant(Scaled(weights[$"{name}.bias"]), factors.Length), factors.Length);
    }

    /// <summary>[T, from] to [T, to], plus anything that broadcasts to [T, to].</summary>
    public string Linear(string x, float[] weight, string plus, int to) =>
        graph.Add("Gemm", [x, graph.Constant(weight, to, weight.Length / to), plus], OnnxAttribute.Of("transB", 1));

    /// <summary>Layer norm over the last dimension.</summary>
    public string Norm(string x, Weights weights, string name) => graph.Add(
        "LayerNormalization", [x, graph.Constant(weights[$"{name}.weight"], width), graph.Constant(weights[$"{name}.bias"], width)],
        OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", normEpsilon));

    /// <summary>The exact GELU: x / 2 (1 + erf(x / sqrt 2)); OnnxRuntime makes one operation of it.</summary>
    public string Gelu(string x)
    {
        string scaled = graph.Add("Div", [x, Scalar(MathF.Sqrt(2))]);
        string raised = graph.Add("Add", [graph.Add("Erf", [scaled]), Scalar(1)]);
        return graph.Add("Mul", [graph.Add("Mul", [x, raised]), Scalar(0.5f)]);
    }

    /// <summary>x sigmoid(x).</summary>
    public string Silu(string x) => graph.Add("Mul", [x, graph.Add("Sigmoid", [x])]);

    public string Sum(string a, string b) => graph.Add("Add", [a, b]);

    /// <summary>A 3x3 convolution with its batch norm folded in, optionally plus a value, then ReLU.</summary>
    public string Convolve(string x, Weights weights, string name, int stride, string? plus = null)
    {
        (float[] kernel, float[] bias, long[] shape) = FoldedConvolution.Of(weights, name);
        string result = graph.Add(
            "Conv", [x, graph.Constant(kernel, shape), graph.Constant(bias, bias.Length)],
            OnnxAttribute.Of("kernel_shape", 3, 3), OnnxAttribute.Of("pads", 1, 1, 1, 1), OnnxAttribute.Of("strides", stride, stride));
        return graph.Add("Relu", [plus is null ? result : Sum(result, plus)]);
    }

    /// <summary>Twice the height and width, each pixel four times.</summary>
    public string Double(string x) => graph.Add("Resize", [x, "", graph.Constant([1, 1, 2, 2], 4)]);

    /// <summary>[T, E] to [1, heads, T, E / heads].</summary>
    public string Split(string x, int tokens) =>
        graph.Add("Transpose", [graph.Add("Reshape", [x, graph.Ints(1, tokens, heads, Size)])], OnnxAttribute.Of("perm", 0, 2, 1, 3));

    /// <summary>[N, E] to [1, heads, E / heads, N].</summary>
    public string SplitKeys(string x, int tokens) =>
        graph.Add("Transpose", [graph.Add("Reshape", [x, graph.Ints(1, tokens, heads, Size)])], OnnxAttribute.Of("perm", 0, 2, 3, 1));

    /// <summary>Attention of queries [1, heads, T, d], keys (see <see cref="SplitKeys"/>) and values [1, heads, N, d] to [T, E].</summary>
    /// <param name="queries">What looks.</param>
    /// <param name="keys">What is looked at.</param>
    /// <param name="values">What is taken from there.</param>
    /// <param name="weights">Receives where each query looks, the mean over heads: [T, N]; null to leave that out of the graph.</param>
    public string Attend(string queries, string keys, string values, ICollection<string>? weights = null)
    {
        string shares = graph.Add("Softmax", [graph.Add("MatMul", [queries, keys])], OnnxAttribute.Of("axis", -1));
        weights?.Add(graph.Add("ReduceMean", [shares], OnnxAttribute.Of("axes", 0L, 1L), OnnxAttribute.Of("keepdims", 0L)));
        string mixed = graph.Add("MatMul", [shares, values]);
        return graph.Add("Reshape", [graph.Add("Transpose", [mixed], OnnxAttribute.Of("perm", 0, 2, 1, 3)), graph.Ints(-1, width)]);
    }

    private string Scalar(float value) => graph.Constant([value]);
}
