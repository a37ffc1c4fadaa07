using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class ImmiscibleNoiseTests
{
    [Fact]
    public void Assign_NoiseShuffled_GoesBackToWhereItIsNearest()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        Tensor data = randn(8, 4, 3), order = tensor(new long[] { 3, 1, 7, 0, 2, 6, 5, 4 });
        Tensor near = data + (0.01 * randn(8, 4, 3));
        Assert.True(ImmiscibleNoise.Assign(data, near.index_select(0, order)).equal(near).all().item<bool>());
    }

    [Fact]
    public void Assign_RandomNoise_IsNoFartherThanAsItCame()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        Tensor data = randn(16, 5, 3), noise = randn(16, 5, 3), assigned = ImmiscibleNoise.Assign(data, noise);
        Assert.True(Distance(assigned) < Distance(noise));
        Assert.Equal(noise.sum().item<float>(), assigned.sum().item<float>(), 1e-3f);

        double Distance(Tensor to) => (data - to).flatten(1).norm(dim: 1).sum().item<float>();
    }
}
