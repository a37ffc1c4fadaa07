using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class MaskFinderTests : IDisposable
{
    private static readonly Observation Seen = new SyntheticScene().Sphere(0.30, 0.05, 0.035, 200, 40, 30).Observe(Rm75.Model.HomeRad.ToArray(), TimeSpan.Zero, 0);
    private readonly SegmenterModel _repeats = TinySegmenter.Repeats();

    public void Dispose() => _repeats.Dispose();

    [Theory]
    [InlineData(300, 200, 340, 230)]
    [InlineData(0, 0, 20, 36)]
    [InlineData(600, 440, 640, 480)]
    public void FromBox_NetworkThatRepeatsItsPrompt_FillsTheBoxAndNothingElse(int left, int top, int right, int bottom)
    {
        Mask mask = Finder().FromBox(Seen, new BoundingBox(left, top, right, bottom));

        for (int y = 0; y < mask.Height; y++)
            for (int x = 0; x < mask.Width; x++)
                // Between pixels of half the resolution the rim may round either way.
                if (Math.Min(Math.Abs(x - left), Math.Abs(x - right)) > 1 && Math.Min(Math.Abs(y - top), Math.Abs(y - bottom)) > 1)
                    Assert.Equal(x >= left && x < right && y >= top && y < bottom, mask[x, y]);
    }

    [Fact]
    public void FromMask_EmptyMask_FindsNothing() => Assert.Equal(0, Finder().FromMask(Seen, new Mask(640, 480, new byte[640 * 480])).Area());

    [Fact]
    public void FromBox_BoxOutsideThePicture_FindsNothing()
    {
        Assert.Equal(0, Finder().FromBox(Seen, new BoundingBox(-300, -200, -100, -60)).Area());
        Assert.Equal(0, Finder().FromBox(Seen, new BoundingBox(500, 400, 300, 200)).Area());
    }

    [Fact]
    public void FromBox_ShippedNetworkTwice_GivesEqualMasks()
    {
        var box = new BoundingBox(300, 200, 340, 230);
        Mask first = new MaskFinder(Rm75.Model, new SegmenterModel()).FromBox(Seen, box);

        Assert.Equal(first.Pixels, new MaskFinder(Rm75.Model, new SegmenterModel()).FromBox(Seen, box).Pixels);
    }

    private MaskFinder Finder() => new(Rm75.Model, _repeats);
}
