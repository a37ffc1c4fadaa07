using DexGrasp.Learning.Export;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>A stand-in for a user's DINOv2 model: a patch's features are its mean colours, the class token is 5, registers are 99.</summary>
internal sealed record TinyDino
{
    public const float ClassValue = 5, RegisterValue = 99;

    private const int Patch = 14, Channels = 3;

    public string Input { get; init; } = "pixel_values";

    public string Output { get; init; } = "last_hidden_state";

    public long[] Takes { get; init; } = [1, Channels, 28, 42];

    public long[] Gives { get; init; } = [1, -1, Channels];

    public string? SecondInput { get; init; }

    public int Registers { get; init; }

    public bool HasClassToken { get; init; } = true;

    /// <summary>Gets the patch without which it fails; null for none.</summary>
    public int? NeedsPatch { get; init; }

    /// <summary>Gets what is added before a logarithm is taken; null for none.</summary>
    public float? Logarithm { get; init; }

    public string Write(string path)
    {
        File.WriteAllBytes(path, ToBytes());
        return path;
    }

    public byte[] ToBytes()
    {
        var graph = new OnnxGraph("dinov2", 17);
        string picture = graph.Input(Input, Takes);
        if (SecondInput is not null)
            graph.Input(SecondInput, 1);
        if (Takes.Length == 3)
            picture = graph.Add("Unsqueeze", [picture, graph.Ints(0)]);
        int channels = (int)(Takes is [_, > 0, _, _] ? Takes[1] : Channels);
        string means = graph.Add(
            "Conv", [picture, graph.Constant(Averages(channels), Channels, channels, Patch, Patch)], OnnxAttribute.Of("kernel_shape", Patch, Patch), OnnxAttribute.Of("strides", Patch, Patch));
        string tokens = graph.Add("Transpose", [graph.Add("Reshape", [means, graph.Ints(1, Channels, -1)])], OnnxAttribute.Of("perm", 0, 2, 1));
        if (Logarithm is { } plus)
            tokens = graph.Add("Log", [graph.Add("Add", [tokens, graph.Constant([plus])])]);
        if (NeedsPatch is { } patch)
            tokens = graph.Add("Add", [tokens, graph.Add("Gather", [tokens, graph.Ints(patch)], OnnxAttribute.Of("axis", 1))]);
        if (Registers > 0)
            tokens = graph.Add("Concat", [graph.Constant([.. Enumerable.Repeat(RegisterValue, Registers * Channels)], 1, Registers, Channels), tokens], OnnxAttribute.Of("axis", 1));
        if (HasClassToken)
            tokens = graph.Add("Concat", [graph.Constant([ClassValue, ClassValue, ClassValue], 1, 1, Channels), tokens], OnnxAttribute.Of("axis", 1));
        if (Gives.Length == 2)
            tokens = graph.Add("Squeeze", [tokens, graph.Ints(0)]);
        graph.Output(Output, tokens, Gives);
        return graph.ToBytes();
    }

    /// <summary>Returns a model whose output has the right name, but is a list of tensors.</summary>
    public static byte[] GivingAList()
    {
        static void Tensor(ProtoWriter type) => type.Message(1, tensor => tensor.Int(1, 1));
        var model = new ProtoWriter();
        model.Int(1, 8).Message(7, graph => graph
            .Message(1, node => node.Text(1, "pixel_values").Text(2, "last_hidden_state").Text(4, "SequenceConstruct"))
            .Text(2, "list")
            .Message(11, input => input.Text(1, "pixel_values").Message(2, type => type.Message(1, tensor => tensor.Int(1, 1).Message(2, Sides))))
            .Message(12, output => output.Text(1, "last_hidden_state").Message(2, type => type.Message(4, list => list.Message(1, Tensor)))));
        model.Message(8, set => set.Text(1, "").Int(2, 17));
        using var bytes = new MemoryStream();
        model.WriteTo(bytes);
        return bytes.ToArray();

        static void Sides(ProtoWriter shape)
        {
            foreach (long side in (long[])[1, 3, 28, 42])
                shape.Message(1, dimension => dimension.Int(1, side));
        }
    }

    private static float[] Averages(int channels)
    {
        var kernel = new float[Channels * channels * Patch * Patch];
        for (int c = 0; c < Channels; c++)
            kernel.AsSpan(((c * channels) + c) * Patch * Patch, Patch * Patch).Fill(1f / (Patch * Patch));
        return kernel;
    }
}
