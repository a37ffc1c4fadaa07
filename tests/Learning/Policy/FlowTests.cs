using DexGrasp.Learning.Policy;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Policy;

public sealed class FlowTests
{
    [Fact]
    public void Measure_Chunks_GivesMeanAndDeviationWithAFloor()
    {
        const int Size = 64 * 13;
        float[] first = new float[Size], second = new float[Size];
        (first[5], second[5]) = (1, 3);

        var normalizer = ChunkStatistics.Measure([first, second]);

        Assert.Equal(2, normalizer.Mean[5]);
        Assert.Equal(1, normalizer.Deviation[5]);
        Assert.Equal(ChunkStatistics.LeastDeviation, normalizer.Deviation[6]);
    }

    [Fact]
    public void Forward_OtherCondition_ChangesTheVelocity()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var config = new CompactConfig();
        using var network = new ChunkTransformer(config, CPU);
        Tensor chunk = randn(2, 64, 13), tokens = randn(2, 37, config.Width);

        Tensor velocity = network.forward(chunk, tensor([0.2f, 0.2f]), tokens);
        Tensor other = network.forward(chunk, tensor([0.2f, 0.2f]), tokens.flip(1) * 2);
        Tensor later = network.forward(chunk, tensor([0.9f, 0.2f]), tokens);

        Assert.Equal([2, 64, 13], velocity.shape);
        Assert.True((velocity - other).abs().max().item<float>() > 1e-3);
        Assert.True((velocity - later)[0].abs().max().item<float>() > 1e-3);
        Assert.Equal(0, (velocity - later)[1].abs().max().item<float>(), 5);
    }

    [Fact]
    public void Tokens_OfTheReferenceLayout_AreOneForEachPlaceAndOneForTheState()
    {
        using var scope = NewDisposeScope();
        using var encoder = new ObservationTokens(new CompactConfig(), CPU);

        Assert.Equal((4 * 4) + (5 * 4) + 1, encoder.Count);
    }
}
