using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Segmentation;

namespace DexGrasp.Learning.Export;

/// <summary>The segmenter as an ONNX model.</summary>
internal static class SegmenterGraph
{
    /// <summary>Key of the remark that says how the weights were trained.</summary>
    public const string ProvenanceKey = "provenance";

    private const int Opset = 17;

    /// <summary>Makes the model.</summary>
    /// <param name="weights">Of <see cref="SegmenterNet"/>.</param>
    /// <param name="provenance">How it was trained, for people.</param>
    public static byte[] Make(Weights weights, string provenance)
    {
        var graph = new OnnxGraph("segmenter", Opset);
        graph.Remark(ProvenanceKey, provenance);
        var layers = new OnnxLayers(graph, 1, 1);
        string x = layers.Convolve(graph.Input(SegmenterLayout.Input, 1, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size), weights, "enter", 1);
        var skips = new string[SegmenterNet.Levels];
        for (int i = 0; i < skips.Length; i++)
        {
            skips[i] = x;
            x = layers.Convolve(layers.Convolve(x, weights, $"down{i}", 2), weights, $"block{i}", 1);
        }

        x = layers.Convolve(x, weights, "middle", 1);
        for (int i = skips.Length - 1; i >= 0; i--)
            x = layers.Convolve(layers.Sum(layers.Double(layers.Convolve(x, weights, $"narrow{i}", 1)), skips[i]), weights, $"merge{i}", 1);
        float[] head = weights["head.weight"];
        string logits = graph.Add("Conv", [x, graph.Constant(head, 1, head.Length, 1, 1), graph.Constant(weights["head.bias"], 1)], OnnxAttribute.Of("kernel_shape", 1L, 1L));
        graph.Output(SegmenterLayout.Output, logits, 1, 1, SegmenterLayout.Size, SegmenterLayout.Size);
        return graph.ToBytes();
    }
}
