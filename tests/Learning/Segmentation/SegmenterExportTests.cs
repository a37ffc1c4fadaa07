using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Segmentation;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Segmentation;

public sealed class SegmenterExportTests
{
    private const float Tolerance = 1e-4f;

    [Fact]
    public void Make_RandomWeights_OnnxComputesWhatTorchComputes()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using SegmenterNet net = Random(3);
        using var model = new SegmenterModel(UNetGraph.Make(SegmenterNet.Shape, Weights.Of(net), "test"));
        Tensor window = randn(1, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size);
        window.data<float>().ToArray().CopyTo(model.Window);

        model.Run();

        float[] expected = net.forward(window).data<float>().ToArray();
        Assert.InRange(expected.Zip(model.Logits.ToArray(), (a, b) => Math.Abs(a - b)).Max(), 0, Tolerance);
        Assert.InRange(expected.Max() - expected.Min(), 0.1f, 100);
    }

    [Fact]
    public void Make_Twice_GivesTheSameBytes()
    {
        using SegmenterNet net = Random(4);

        Assert.Equal(UNetGraph.Make(SegmenterNet.Shape, Weights.Of(net), "test"), UNetGraph.Make(SegmenterNet.Shape, Weights.Of(net), "test"));
    }

    private static SegmenterNet Random(int seed)
    {
        manual_seed(seed);
        var net = new SegmenterNet(CPU);
        using var scope = NewDisposeScope();
        using (no_grad())
            foreach ((string name, Tensor buffer) in net.named_buffers())
            {
                if (name.EndsWith("running_mean", StringComparison.Ordinal))
                    buffer.copy_(randn_like(buffer) * 0.1);
                else if (name.EndsWith("running_var", StringComparison.Ordinal))
                    buffer.copy_(0.5 + rand_like(buffer));
            }

        net.eval();
        return net;
    }
}
