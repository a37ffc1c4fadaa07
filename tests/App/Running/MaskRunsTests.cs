using DexGrasp.App.Running;
using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.App.Running;

public sealed class MaskRunsTests
{
    [Fact]
    public void Of_MaskInsideItsBox_GivesRunsThatReadBack()
    {
        var mask = new Mask(4, 3, [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1]);
        var box = new BoundingBox(1, 1, 4, 3);

        int[] runs = MaskRuns.Of(mask, box)!;

        Assert.Equal([0, 2, 2, 2], runs);
        Assert.Equal(box.Area, runs.Sum());
    }

    [Fact]
    public void Of_BoxOffThePictureOrEmpty_GivesNothing()
    {
        Mask mask = Mask.Empty(4, 3);

        Assert.Null(MaskRuns.Of(mask, new BoundingBox(2, 0, 5, 3)));
        Assert.Null(MaskRuns.Of(mask, new BoundingBox(2, 1, 2, 3)));
    }

    [Fact]
    public void Of_MaskTooRaggedForAMessage_GivesNothing()
    {
        byte[] pixels = new byte[200 * 200];
        for (int i = 0; i < pixels.Length; i += 2)
            pixels[i] = 1;

        Assert.Null(MaskRuns.Of(new Mask(200, 200, pixels), new BoundingBox(0, 0, 200, 200)));
    }
}
