using CsCheck;
using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using Xunit;

namespace DexGrasp.Tests.Data.Sidecars;

public sealed class MaskCodecTests
{
    private static readonly Gen<Mask> AnyMask =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 40]
        from pixels in Gen.Byte[0, 1].Array[width * height]
        select new Mask(width, height, pixels);

    [Fact]
    public void Unpack_OfPacked_IsTheSameMask() => AnyMask.Sample(mask =>
    {
        Mask back = MaskCodec.Unpack(MaskCodec.Pack(mask), mask.Width, mask.Height);
        return back.Width == mask.Width && back.Height == mask.Height && back.Pixels.SequenceEqual(mask.Pixels);
    });

    [Fact]
    public void Pack_FirstPixel_IsTheHighestBit() =>
        Assert.Equal([0b1000_0001, 0b0100_0000], MaskCodec.Pack(new Mask(5, 2, [1, 0, 0, 0, 0, 0, 0, 1, 0, 1])));

    [Fact]
    public void Pack_ValuesAboveOne_CountAsTarget() =>
        Assert.Equal([0b1010_0000], MaskCodec.Pack(new Mask(4, 1, [255, 0, 7, 0])));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Unpack_WrongLength_NamesBothLengths(int length)
    {
        var error = Assert.Throws<DatasetException>(() => MaskCodec.Unpack(new byte[length], 5, 2));
        Assert.Contains("2 bytes", error.Message);
        Assert.Contains($"has {length}", error.Message);
    }

    [Fact]
    public void Unpack_BitsAfterTheLastPixel_Throws() =>
        Assert.Throws<DatasetException>(() => MaskCodec.Unpack([0, 0b0010_0000], 5, 2));
}
