using DexGrasp.Core.Images;
using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class PictureTensorsTests
{
    private const int Width = 8, Height = 4;

    [Fact]
    public void Bgr_OtherSize_IsBilinearWithBlueFirst()
    {
        using var scope = NewDisposeScope();
        byte[] pixels = Pixels();
        const int size = 6;
        float[] result = PictureTensors.Bgr(new ImageRgb(Width, Height, pixels), size).flatten().data<float>().ToArray();
        for (int channel = 0; channel < 3; channel++)
            for (int row = 0; row < size; row++)
                for (int column = 0; column < size; column++)
                    Assert.Equal(Bilinear(pixels, 2 - channel, ((row + 0.5) * Height / size) - 0.5, ((column + 0.5) * Width / size) - 0.5) / 255, result[(((channel * size) + row) * size) + column], 1e-5);
    }

    [Fact]
    public void BgrMask_OtherSize_TakesTheNearestMaskPixel()
    {
        using var scope = NewDisposeScope();
        byte[] mask = [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(i % 3 == 0 ? 200 : 0))];
        const int size = 5;
        Tensor result = PictureTensors.BgrMask(new ImageRgb(Width, Height, Pixels()), new Mask(Width, Height, mask), size);
        Assert.Equal([1, 4, size, size], result.shape);
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                Assert.Equal(mask[(row * Height / size * Width) + (column * Width / size)] > 0 ? 1f : 0f, result[0, 3, row, column].item<float>());
    }

    [Fact]
    public void BgrMask_MaskOfAnotherSize_Throws() =>
        Assert.Throws<ArgumentException>(() => PictureTensors.BgrMask(new ImageRgb(Width, Height, Pixels()), new Mask(Height, Width, new byte[Width * Height]), 4));

    private static byte[] Pixels() => [.. Enumerable.Range(0, Width * Height * 3).Select(i => (byte)(i * 37 % 251))];

    private static double Bilinear(byte[] pixels, int channel, double y, double x)
    {
        (y, x) = (Math.Max(0, y), Math.Max(0, x));
        int top = (int)y, left = (int)x, bottom = Math.Min(top + 1, Height - 1), right = Math.Min(left + 1, Width - 1);
        double down = y - top, along = x - left;
        return ((1 - down) * (((1 - along) * At(top, left)) + (along * At(top, right)))) + (down * (((1 - along) * At(bottom, left)) + (along * At(bottom, right))));

        double At(int row, int column) => pixels[(((row * Width) + column) * 3) + channel];
    }
}
