using CsCheck;
using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class BoundingBoxTests
{
    private static readonly Gen<BoundingBox> Boxes = Gen.Select(
        Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 12], Gen.Int[0, 12], (x, y, w, h) => new BoundingBox(x, y, x + w, y + h));

    [Fact]
    public void IntersectionOverUnion_MatchesCountingPixels() => Gen.Select(Boxes, Boxes).Sample((a, b) =>
    {
        int both = 0, either = 0;
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++)
            {
                bool inA = Contains(a, x, y), inB = Contains(b, x, y);
                both += inA && inB ? 1 : 0;
                either += inA || inB ? 1 : 0;
            }

        return a.IntersectionOverUnion(b) == (either == 0 ? 0 : (double)both / either);
    });

    [Fact]
    public void Size_IsHalfOpen()
    {
        var box = new BoundingBox(2, 3, 5, 7);
        Assert.Equal((3, 4, 12), (box.Width, box.Height, box.Area));
    }

    [Fact]
    public void Area_ReversedBox_IsZero() => Assert.Equal(0, new BoundingBox(5, 5, 1, 9).Area);

    private static bool Contains(BoundingBox box, int x, int y) => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom;
}
