using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class LinearNormalizerTests
{
    private readonly LinearNormalizer _normalizer = LinearNormalizer.FromLimits([-2f, 1f, 5f], [4f, 1.5f, 5.00001f]);

    [Fact]
    public void Normalise_Limits_BecomeMinusOneAndOne()
    {
        using var scope = NewDisposeScope();
        float[] normalised = _normalizer.Normalise(tensor(new[] { -2f, 1f, 5f, 4f, 1.5f, 5f }).reshape(2, 3)).flatten().data<float>().ToArray();
        Assert.Equal([-1, -1, 0, 1, 1, 0], normalised.Select(value => MathF.Round(value, 5)));
    }

    [Fact]
    public void Restore_Normalised_GivesBackTheActions()
    {
        using var scope = NewDisposeScope();
        Tensor actions = rand(7, 2, 3);
        Assert.True(_normalizer.Restore(_normalizer.Normalise(actions)).allclose(actions, 1e-5, 1e-5));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(1f, float.PositiveInfinity)]
    public void Constructor_UnusableNumber_Throws(float scale, float offset) => Assert.Throws<ArgumentException>(() => new LinearNormalizer([scale], [offset]));

    [Fact]
    public void Constructor_DifferentLengths_Throws() => Assert.Throws<ArgumentException>(() => new LinearNormalizer([1f, 1f], [0f]));
}
