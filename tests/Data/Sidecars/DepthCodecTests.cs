using CsCheck;
using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using Xunit;

namespace DexGrasp.Tests.Data.Sidecars;

public sealed class DepthCodecTests
{
    private static readonly Gen<(int Width, int Height, ushort[] Steps)> AnyPicture =
        from width in Gen.Int[1, 30]
        from height in Gen.Int[1, 30]
        from steps in Gen.UShort.Array[width * height]
        select (width, height, steps);

    [Fact]
    public void Unpack_OfPacked_KeepsEveryStep() => AnyPicture.Sample(picture =>
    {
        var depth = new DepthImage(picture.Width, picture.Height, [.. picture.Steps.Select(s => (float)(s * DepthCodec.UnitM))]);
        DepthImage back = DepthCodec.Unpack(DepthCodec.Pack(depth), picture.Width, picture.Height);
        return back.DepthM.SequenceEqual(depth.DepthM) && back.DepthM.Select(DepthCodec.Quantize).SequenceEqual(picture.Steps);
    });

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(-1f, 0)]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(6.6f, 0)]
    [InlineData(6.5535f, 65535)]
    [InlineData(0.5f, 5000)]
    [InlineData(0.50004f, 5000)]
    [InlineData(0.50006f, 5001)]
    public void Quantize_Distance_IsTheNearestStepOrNoReading(float metres, int steps) => Assert.Equal(steps, DepthCodec.Quantize(metres));

    [Fact]
    public void Unpack_WrongLength_Throws() => Assert.Throws<DatasetException>(() => DepthCodec.Unpack(new byte[7], 2, 2));
}
