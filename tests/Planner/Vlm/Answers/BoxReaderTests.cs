using CsCheck;
using DexGrasp.Core.Images;
using DexGrasp.Planner.Vlm;
using DexGrasp.Planner.Vlm.Answers;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm.Answers;

public sealed class BoxReaderTests
{
    private static readonly Gen<BoundingBox> Boxes = Gen.Select(
        Gen.Int[0, 500], Gen.Int[0, 400], Gen.Int[6, 130], Gen.Int[6, 75], (x, y, w, h) => new BoundingBox(x, y, x + w, y + h));

    private static readonly Gen<(BoxConvention Convention, (int Width, int Height) Sent)> Conventions = Gen.Select(
        Gen.OneOf(BoxConvention.Pixels, BoxConvention.Thousand), Gen.OneOf((640, 480), (1280, 960), (333, 250), (1024, 768)), (c, s) => (c, s));

    [Fact]
    public void Map_BoxInTheModelsNumbers_ComesBackWithinAPixel() => Gen.Select(Boxes, Conventions).Sample((box, how) =>
    {
        var reader = new BoxReader(how.Convention, how.Sent, (640, 480));
        (double width, double height) = how.Convention == BoxConvention.Thousand ? (1000.0, 1000.0) : (how.Sent.Width, how.Sent.Height);
        Reading<BoundingBox> read = reader.Map(box.Left * width / 640, box.Top * height / 480, box.Right * width / 640, box.Bottom * height / 480);
        return read.Fault is null && Math.Abs(read.Value.Left - box.Left) <= 1 && Math.Abs(read.Value.Top - box.Top) <= 1
            && Math.Abs(read.Value.Right - box.Right) <= 1 && Math.Abs(read.Value.Bottom - box.Bottom) <= 1;
    });

    [Fact]
    public void Map_AnyNumbers_AreABoxInsideThePictureOrAFault() => Gen.Select(Gen.Double, Gen.Double[-100, 900], Gen.Double[-100, 900], Gen.Double, Conventions).Sample((a, b, c, d, how) =>
    {
        Reading<BoundingBox> read = new BoxReader(how.Convention, how.Sent, (640, 480)).Map(a, b, c, d);
        BoundingBox box = read.Value;
        return read.Fault is not null
            ? read.Fault.Outcome is VlmOutcome.BoxOutside or VlmOutcome.BoxReversed or VlmOutcome.BoxEmpty or VlmOutcome.BoxIsWholePicture
            : box.Left >= 0 && box.Top >= 0 && box.Right <= 640 && box.Bottom <= 480 && box.Width >= 3 && box.Height >= 3;
    });

    [Fact]
    public void Say_ThenMap_IsTheSamePlace() => Gen.Select(Boxes, Conventions).Sample((box, how) =>
    {
        var reader = new BoxReader(how.Convention, how.Sent, (640, 480));
        double[] said = [.. reader.Say(box).Trim('[', ']').Split(", ").Select(double.Parse)];
        return reader.Map(said[0], said[1], said[2], said[3]).Value.IntersectionOverUnion(box) > 0.5;
    });

    [Theory]
    [InlineData(-5, 10, 100, 100)]
    [InlineData(10, 10, 648, 100)]
    public void Map_SlightlyOverTheEdge_IsCutAtIt(double left, double top, double right, double bottom)
    {
        Reading<BoundingBox> read = new BoxReader(BoxConvention.Pixels, (640, 480), (640, 480)).Map(left, top, right, bottom);
        Assert.Null(read.Fault);
        Assert.Equal((Math.Max(0, (int)left), Math.Min(640, (int)right)), (read.Value.Left, read.Value.Right));
    }
}
