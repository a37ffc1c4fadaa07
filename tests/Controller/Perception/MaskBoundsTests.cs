using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class MaskBoundsTests
{
    [Fact]
    public void Of_SomePixels_IsTheTightBox() => Assert.Equal(new BoundingBox(2, 1, 6, 4), MaskBounds.Of(Mask((2, 3), (5, 1))));

    [Fact]
    public void Of_EmptyMask_IsNull() => Assert.Null(MaskBounds.Of(Mask()));

    [Theory]
    [InlineData(1, 2, 4, 5)]
    [InlineData(-2, -3, 1, 0)]
    public void Shifted_InsideThePicture_MovesEveryPixel(int right, int down, int x, int y) =>
        Assert.Equal(Mask((x, y)).Pixels, MaskBounds.Shifted(Mask((3, 3)), right, down).Pixels);

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-4, 0)]
    [InlineData(0, 4)]
    [InlineData(0, -4)]
    [InlineData(100, -100)]
    public void Shifted_BeyondTheEdge_CutsOff(int right, int down) => Assert.Equal(0, MaskBounds.Shifted(Mask((3, 3)), right, down).Area());

    private static Mask Mask(params (int X, int Y)[] pixels)
    {
        var mask = new Mask(8, 7, new byte[8 * 7]);
        foreach ((int x, int y) in pixels)
            mask.Pixels[(y * 8) + x] = 1;
        return mask;
    }
}
