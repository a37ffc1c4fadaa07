using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class ScaleNormTests
{
    private static readonly float[] Row = [1, 2, 3, 6];

    [Fact]
    public void Forward_UnbiasedVariance_DividesByItAndDoesNotCentre()
    {
        using var scope = NewDisposeScope();
        // Mean 3, squares of the differences 4 + 1 + 0 + 9 = 14, over n - 1 = 3.
        Assert.Equal(Row.Select(x => x / Math.Sqrt(14.0 / 3)), Forward(NormKind.UnbiasedVariance), Near);
    }

    [Fact]
    public void Forward_RootMeanSquare_DividesByIt()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(Row.Select(x => x / Math.Sqrt(50.0 / 4)), Forward(NormKind.RootMeanSquare), Near);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private static IEnumerable<double> Forward(NormKind kind)
    {
        using var norm = new ScaleNorm(Row.Length, kind, CPU);
        return norm.forward(tensor(Row).reshape(1, -1)).data<float>().ToArray().Select(x => (double)x);
    }
}
