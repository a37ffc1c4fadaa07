using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Export;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>
/// Stand-ins for a user's models: the "encoder" hands the picture on; the "decoder" offers everything, badly, and what is red within the
/// box, well; the propagation finds what is red, once its memory says that it was begun.
/// </summary>
internal static class TinyMaskModels
{
    private const int Side = 64, Width = 640, Height = 480, Scale = 10;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, MaskModels.SamEncoderName), Encoder());
        File.WriteAllBytes(Path.Combine(folder, MaskModels.SamDecoderName), Decoder());
        File.WriteAllBytes(Path.Combine(folder, MaskModels.PropagationName), Propagation());
    }

    public static byte[] Propagation(string memory = "memory.begun")
    {
        var graph = new OnnxGraph("propagation", 17);
        string image = graph.Input("image", 1, 3, 120, 160), first = graph.Input("first", 1), begun = graph.Input(memory, 1);
        graph.Input("mask", 1, 1, 120, 160);
        string red = Red(graph, image, [20, -20, -20], -2);
        graph.Output("probability", graph.Add("Mul", [graph.Add("Sigmoid", [red]), begun]), 1, 1, 120, 160);
        graph.Output("next.begun", graph.Add("Max", [begun, first]), 1);
        return graph.ToBytes();
    }

    private static byte[] Encoder()
    {
        var graph = new OnnxGraph("encoder", 17);
        graph.Output("embedding", graph.Add("Identity", [graph.Input("picture", 1, 3, Side, Side)]), 1, 3, Side, Side);
        return graph.ToBytes();
    }

    private static byte[] Decoder()
    {
        var graph = new OnnxGraph("decoder", 17);
        string embedding = graph.Input("image_embeddings", 1, 3, Side, Side), points = graph.Input("point_coords", 1, 2, 2);
        graph.Input("point_labels", 1, 2);
        graph.Input("mask_input", 1, 1, 256, 256);
        graph.Input("has_mask_input", 1);
        graph.Input("orig_im_size", 2);
        // In units of a deviation around the mean: grey is near 0 in all three.
        string red = Red(graph, embedding, [1, -1, -1], -1.5f);
        string large = graph.Add("Slice", [graph.Add("Resize", [red, "", graph.Constant([1, 1, Scale, Scale], 4)]), graph.Ints(0), graph.Ints(Height), graph.Ints(2)]);
        string column = graph.Constant([.. Enumerable.Range(0, Width).Select(x => (x + 0.5f) / Scale)], 1, 1, 1, Width);
        string found = graph.Add("Min", [large, graph.Add("Sub", [column, Left(0)]), graph.Add("Sub", [Left(1), column])]);
        string all = graph.Constant([.. Enumerable.Repeat(1f, Width * Height)], 1, 1, Height, Width);
        graph.Output("masks", graph.Add("Concat", [all, found], OnnxAttribute.Of("axis", 1)), 1, 2, Height, Width);
        graph.Output("iou_predictions", graph.Constant([0.3f, 0.9f], 1, 2), 1, 2);
        return graph.ToBytes();

        string Left(int corner) => graph.Add("Gather", [graph.Add("Gather", [points, graph.Ints(corner)], OnnxAttribute.Of("axis", 1)), graph.Ints(0)], OnnxAttribute.Of("axis", 2));
    }

    private static string Red(OnnxGraph graph, string picture, float[] weights, float bias) =>
        graph.Add("Conv", [picture, graph.Constant(weights, 1, 3, 1, 1), graph.Constant([bias], 1)]);
}
