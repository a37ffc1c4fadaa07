using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Export;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>Segmenters without learning: one weight a channel and a bias make each pixel's log odds.</summary>
internal static class TinySegmenter
{
    private const int Red = 0, Green = 1, Blue = 2, Prompt = 3, Nearness = 8;

    /// <summary>Repeats its prompt, whatever the picture shows.</summary>
    public static SegmenterModel Repeats() => Make(-5, (Prompt, 10));

    /// <summary>Finds whatever is red and not the robot, wherever the prompt is.</summary>
    public static SegmenterModel FindsRed() => Make(-8, (Red, 10), (Green, -5), (Blue, -5), (Nearness, -30));

    private static SegmenterModel Make(float bias, params (int Channel, float Weight)[] weights)
    {
        var kernel = new float[SegmenterLayout.Channels];
        foreach ((int channel, float weight) in weights)
            kernel[channel] = weight;
        var graph = new OnnxGraph("segmenter", 17);
        string window = graph.Input(SegmenterLayout.Input, 1, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size);
        string logits = graph.Add("Conv", [window, graph.Constant(kernel, 1, kernel.Length, 1, 1), graph.Constant([bias], 1)]);
        graph.Output(SegmenterLayout.Output, logits, 1, 1, SegmenterLayout.Size, SegmenterLayout.Size);
        return new SegmenterModel(graph.ToBytes());
    }
}
