using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class MaskTests
{
    [Fact]
    public void Bounds_SomePixels_IsTheTightBox() => Assert.Equal(new BoundingBox(2, 1, 6, 4), Of((2, 3), (5, 1)).Bounds());

    [Fact]
    public void Bounds_EmptyMask_IsNull() => Assert.Null(Of().Bounds());

    [Theory]
    [InlineData(1, 2, 4, 5)]
    [InlineData(-2, -3, 1, 0)]
    public void Shifted_InsideThePicture_MovesEveryPixel(int right, int down, int x, int y) =>
        Assert.Equal(Of((x, y)).Pixels, Of((3, 3)).Shifted(right, down).Pixels);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-4, 0)]
    [InlineData(0, 4)]
    [InlineData(0, -4)]
    [InlineData(100, -100)]
    public void Shifted_BeyondTheEdge_CutsOff(int right, int down) => Assert.Equal(0, Of((3, 3)).Shifted(right, down).Area());

    private static Mask Of(params (int X, int Y)[] pixels)
    {
        var mask = new Mask(8, 7, new byte[8 * 7]);
        foreach ((int x, int y) in pixels)
            mask.Pixels[(y * 8) + x] = 1;
        return mask;
    }
}
