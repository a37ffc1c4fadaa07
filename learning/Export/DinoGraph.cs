using DexGrasp.Controller.Perception;
using DexGrasp.Learning.DexGraspVla;

namespace DexGrasp.Learning.Export;

/// <summary>
/// A <see cref="DinoEncoder"/> as an ONNX model for pictures of one size, with the names and the order of tokens of Hugging Face's
/// exports. LayerScale and the queries' factor are part of the weights; positions come stretched to the size.
/// </summary>
internal static class DinoGraph
{
    private const int Opset = 17;

    /// <summary>Makes the model.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches of a row.</param>
    /// <param name="weights">Of the encoder.</param>
    /// <param name="positions">Of class token and patches. Shape: [1 + rows * columns, width].</param>
    /// <param name="provenance">Where the weights come from, for people.</param>
    public static OnnxGraph Make(VitConfig config, int rows, int columns, Weights weights, float[] positions, string provenance)
    {
        int width = config.Width, patches = rows * columns, tokens = patches + 1;
        var graph = new OnnxGraph("dinov2", Opset);
        graph.Remark(UNetGraph.ProvenanceKey, provenance);
        var layers = new OnnxLayers(graph, config.Heads, width, (float)DinoEncoder.NormEpsilon);
        string picture = graph.Input(DinoModel.Input, 1, 3, rows * DinoModel.PatchSize, columns * DinoModel.PatchSize);
        string cut = graph.Add(
            "Conv", [picture, graph.Constant(weights["patch_embed.proj.weight"], width, 3, DinoModel.PatchSize, DinoModel.PatchSize), graph.Constant(weights["patch_embed.proj.bias"], width)],
            OnnxAttribute.Of("kernel_shape", DinoModel.PatchSize, DinoModel.PatchSize), OnnxAttribute.Of("strides", DinoModel.PatchSize, DinoModel.PatchSize));
        string rowByRow = graph.Add("Transpose", [graph.Add("Reshape", [cut, graph.Ints(width, patches)])], OnnxAttribute.Of("perm", 1, 0));
        string all = graph.Add("Concat", [graph.Constant(weights[DinoWeights.ClassToken], 1, width), rowByRow], OnnxAttribute.Of("axis", 0L));
        string x = layers.Sum(all, graph.Constant(positions, tokens, width));
        for (int i = 0; i < config.Depth; i++)
            x = Block(graph, layers, x, tokens, width, weights, $"blocks.{i}");
        graph.Output(DinoModel.Output, graph.Add("Reshape", [layers.Norm(x, weights, "norm"), graph.Ints(1, tokens, width)]), 1, tokens, width);
        return graph;
    }

    private static string Block(OnnxGraph graph, OnnxLayers layers, string x, int tokens, int width, Weights weights, string name)
    {
        float[] factors = [.. Enumerable.Range(0, 3 * width).Select(i => i < width ? layers.QueryScale : 1)];
        string[] parts = graph.Add(
            "Split", 3, [layers.Linear(layers.Norm(x, weights, $"{name}.norm1"), weights, $"{name}.attn.qkv", factors), graph.Ints(width, width, width)], OnnxAttribute.Of("axis", 1));
        string mixed = layers.Attend(layers.Split(parts[0], tokens), layers.SplitKeys(parts[1], tokens), layers.Split(parts[2], tokens));
        x = layers.Sum(x, layers.Linear(mixed, weights, $"{name}.attn.proj", weights[$"{name}.ls1.gamma"]));
        string hidden = layers.Gelu(layers.Linear(layers.Norm(x, weights, $"{name}.norm2"), weights, $"{name}.mlp.fc1"));
        return layers.Sum(x, layers.Linear(hidden, weights, $"{name}.mlp.fc2", weights[$"{name}.ls2.gamma"]));
    }
}
