using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class DinoEncoderTests
{
    [Fact]
    public void Forward_OtherPictureSize_GivesOneTokenForEachPatch()
    {
        using var scope = NewDisposeScope();
        using var encoder = new DinoEncoder(new VitConfig(8, 1, 2), 56, CPU);
        Assert.Equal([2, 3 * 5, 8], encoder.forward(rand(2, 3, 42, 70)).shape);
    }

    [Fact]
    public void ResizePositions_OtherGrid_FollowsBicubicWithTheOfficialOffset()
    {
        using var scope = NewDisposeScope();
        const int side = 4, rows = 3, columns = 6;
        random.manual_seed(5);
        Tensor grid = randn(1, 1, side, side);
        float[] source = grid.flatten().data<float>().ToArray(), resized = DinoEncoder.Resize(grid, rows, columns).flatten().data<float>().ToArray();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                Assert.Equal(Bicubic(source, side, Place(row, rows), Place(column, columns)), resized[(row * columns) + column], 1e-4);

        static double Place(int index, int count) => ((index + 0.5) * side / (count + 0.1)) - 0.5;
    }

    private static double Bicubic(float[] grid, int side, double y, double x)
    {
        double sum = 0;
        int top = (int)Math.Floor(y), left = (int)Math.Floor(x);
        for (int i = top - 1; i <= top + 2; i++)
            for (int j = left - 1; j <= left + 2; j++)
                sum += Weight(y - i) * Weight(x - j) * grid[(Math.Clamp(i, 0, side - 1) * side) + Math.Clamp(j, 0, side - 1)];
        return sum;
    }

    // Keys' cubic convolution with a = -0.75.
    private static double Weight(double distance)
    {
        const double a = -0.75;
        double d = Math.Abs(distance);
        return d <= 1 ? (((a + 2) * d) - (a + 3)) * d * d + 1 : d < 2 ? ((((d - 5) * d) + 8) * d - 4) * a : 0;
    }
}
