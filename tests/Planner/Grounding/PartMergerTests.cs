using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Planner.Grounding;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>A picture of ten pixels in a row: what hangs together, how it was cut, and how sure the network is of so many pixels.</summary>
public sealed class PartMergerTests
{
    private static readonly Labels OnePiece = Row([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly Labels TwoParts = Row([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);

    [Fact]
    public void Join_SurerAsAWhole_IsOneObject() =>
        Assert.Equal(10, Pixels(Assert.Single(PartMerger.Join(OnePiece, TwoParts, Sure(whole: 0.9, part: 0.5)))));

    [Theory]
    [InlineData(0.9, 0.88)]
    [InlineData(0.55, 0.2)]
    public void Join_SureOfThePartsOrOfNothing_StaysApart(double whole, double part) =>
        Assert.Equal([6, 4], PartMerger.Join(OnePiece, TwoParts, Sure(whole, part)).Select(Pixels));

    [Fact]
    public void Join_PartsOfTwoPieces_StayApart() =>
        Assert.Equal([6, 4], PartMerger.Join(Row([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]), TwoParts, Sure(whole: 0.9, part: 0.1)).Select(Pixels));

    [Fact]
    public void Join_HeapOfManyParts_StaysApart()
    {
        Labels many = Row([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);

        Assert.Equal(5, PartMerger.Join(OnePiece, many, Sure(whole: 0.99, part: 0.1)).Count);
    }

    [Fact]
    public void Join_LongerThanAnyObject_StaysApart() =>
        Assert.Equal(2, PartMerger.Join(OnePiece, TwoParts, Sure(whole: 0.99, part: 0.1, lengthM: 0.4)).Count);

    private static Labels Row(int[] of) => new(of.Length, 1, of, of.Max() + 1);

    private static int Pixels(SeenObject o) => o.Mask.Pixels.Count(p => p != 0);

    private static Func<List<int>, SeenObject> Sure(double whole, double part, double lengthM = 0.2) => pixels =>
    {
        var mask = new byte[10];
        foreach (int i in pixels)
            mask[i] = 1;
        var features = new RegionFeatures
        {
            Centre = Vector3d.Zero,
            LengthM = lengthM,
            WidthM = 0.02,
            TopM = 0.02,
            BottomM = 0,
            ColourShares = new float[13],
            Lightness = 50,
            Roundness = 0.1,
            Handle = 0,
            Shape = new float[RegionFeatures.ShapeCount],
        };
        return new SeenObject(
            new BoundingBox(pixels.Min(), 0, pixels.Max() + 1, 1), new Mask(10, 1, mask), features, null, "hammer", "hammer",
            new Dictionary<string, double> { ["hammer"] = pixels.Count == 10 ? whole : part });
    };
}
