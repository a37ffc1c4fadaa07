using DexGrasp.Learning.Models;

namespace DexGrasp.Learning.Export;

/// <summary>A <see cref="UNet"/> as an ONNX model.</summary>
internal static class UNetGraph
{
    /// <summary>Key of the remark that says how the weights were trained.</summary>
    public const string ProvenanceKey = "provenance";

    private const int Opset = 17;

    /// <summary>Makes the model.</summary>
    /// <param name="shape">Names and sizes.</param>
    /// <param name="weights">Of the network.</param>
    /// <param name="provenance">How it was trained, for people.</param>
    public static byte[] Make(UNetShape shape, Weights weights, string provenance)
    {
        var graph = new OnnxGraph(shape.Name, Opset);
        graph.Remark(ProvenanceKey, provenance);
        var layers = new OnnxLayers(graph, 1, 1);
        string x = layers.Convolve(graph.Input(shape.Input, 1, shape.Channels, shape.Height, shape.Width), weights, "enter", 1);
        var skips = new string[UNet.Levels];
        for (int i = 0; i < skips.Length; i++)
        {
            skips[i] = x;
            x = layers.Convolve(layers.Convolve(x, weights, $"down{i}", 2), weights, $"block{i}", 1);
        }

        x = layers.Convolve(x, weights, "middle", 1);
        for (int i = skips.Length - 1; i >= 0; i--)
            x = layers.Convolve(layers.Sum(layers.Double(layers.Convolve(x, weights, $"narrow{i}", 1)), skips[i]), weights, $"merge{i}", 1);
        float[] head = weights["head.weight"];
        string result = graph.Add("Conv", [x, graph.Constant(head, shape.Outputs, head.Length / shape.Outputs, 1, 1), graph.Constant(weights["head.bias"], shape.Outputs)], OnnxAttribute.Of("kernel_shape", 1L, 1L));
        graph.Output(shape.Output, result, 1, shape.Outputs, shape.Height, shape.Width);
        return graph.ToBytes();
    }
}
