using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class PictureTests
{
    [Fact]
    public void Pictures_RightSize_KeepTheirPixels()
    {
        byte[] rgb = new byte[2 * 3 * 3];
        float[] depth = new float[6];
        var picture = new ImageRgb(2, 3, rgb);
        var readings = new DepthImage(2, 3, depth);
        Assert.Equal((2, 3), (picture.Width, picture.Height));
        Assert.Same(rgb, picture.Pixels);
        Assert.Equal((2, 3), (readings.Width, readings.Height));
        Assert.Same(depth, readings.DepthM);
    }

    [Fact]
    public void Mask_Indexer_ReadsColumnThenRow()
    {
        byte[] pixels = new byte[12];
        pixels[(2 * 4) + 1] = 1;
        var mask = new Mask(4, 3, pixels);
        Assert.True(mask[1, 2]);
        Assert.False(mask[2, 1]);
        Assert.Equal(1, mask.Area());
        Assert.Same(pixels, mask.Pixels);
    }

    [Theory]
    [InlineData(2, 3, 17)]
    [InlineData(0, 3, 0)]
    [InlineData(-1, -1, 1)]
    public void Pictures_WrongSize_SayWhatIsNeeded(int width, int height, int length)
    {
        foreach (Func<object> make in new Func<object>[]
        {
            () => new ImageRgb(width, height, new byte[length]),
            () => new DepthImage(width, height, new float[length]),
            () => new Mask(width, height, new byte[length]),
        })
        {
            var error = Assert.Throws<ArgumentException>(make);
            Assert.Contains($"{width}x{height} px", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{length} given", error.Message, StringComparison.Ordinal);
        }
    }
}
