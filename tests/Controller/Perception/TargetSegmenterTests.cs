using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class TargetSegmenterTests
{
    private static readonly CameraSpec Head = Workcell.Reference.Camera("head");

    [Fact]
    public void Segment_LoneBox_FindsCenterWidthAndHeight()
    {
        SyntheticScene scene = new SyntheticScene().Box(0.30, 0.05, 0.06, 0.04, 0.05, 200, 40, 40, 0.5);
        ObjectShape shape = Shape(scene, 0);
        Assert.InRange(shape.Center.X, 0.295, 0.305);
        Assert.InRange(shape.Center.Y, 0.045, 0.055);
        Assert.InRange(shape.TopM, 0.047, 0.054);
        (double from, double to) = shape.Extent(0.5 + (Math.PI / 2), 0.04, 0.005, shape.Center)!.Value;
        Assert.InRange(to - from, 0.034, 0.047);
    }

    [Theory]
    [InlineData(60, 180, 60)]
    [InlineData(40, 60, 200)]
    public void Segment_NeighbourTouches_LeavesTheNeighbourOut(byte r, byte g, byte b)
    {
        SyntheticScene scene = new SyntheticScene().Box(0.30, 0.00, 0.05, 0.05, 0.05, 200, 40, 40).Box(0.30, 0.052, 0.05, 0.05, 0.05, r, g, b);
        ObjectShape shape = Shape(scene, 0);
        Assert.InRange(shape.Center.Y, -0.006, 0.006);
        (double from, double to) = shape.Extent(Math.PI / 2, 0.04, 0.005, shape.Center)!.Value;
        Assert.InRange(to - from, 0.040, 0.060);
    }

    [Fact]
    public void Segment_EmptyTable_ReturnsNull()
    {
        WorldPicture picture = Picture(new SyntheticScene());
        Assert.Null(TargetSegmenter.Segment(picture, new BoundingBox(300, 200, 360, 260)));
    }

    [Fact]
    public void Segment_BoxOutsideThePicture_ReturnsNull()
    {
        WorldPicture picture = Picture(new SyntheticScene());
        Assert.Null(TargetSegmenter.Segment(picture, new BoundingBox(-300, -200, -100, -60)));
        Assert.Null(TargetSegmenter.Segment(picture, new BoundingBox(500, 400, 300, 200)));
    }

    [Fact]
    public void Segment_SamePictureTwice_GivesEqualMasks()
    {
        SyntheticScene scene = new SyntheticScene().Box(0.30, 0, 0.05, 0.05, 0.05, 200, 40, 40).Box(0.30, 0.052, 0.05, 0.05, 0.05, 40, 160, 60);
        BoundingBox box = scene.BoxOf(Head, 0);
        byte[] first = TargetSegmenter.Segment(Picture(scene), box)!.Pixels;
        Assert.Equal(first, TargetSegmenter.Segment(Picture(scene), box)!.Pixels);
    }

    [Fact]
    public void Find_ObjectMoved_FindsItAgainByColour()
    {
        SyntheticScene before = new SyntheticScene().Cylinder(0.25, 0.0, 0.03, 0.06, 30, 90, 200).Box(0.36, 0.10, 0.05, 0.05, 0.05, 210, 50, 50);
        SyntheticScene after = new SyntheticScene().Cylinder(0.32, -0.06, 0.03, 0.06, 30, 90, 200).Box(0.25, 0.0, 0.05, 0.05, 0.05, 210, 50, 50);
        WorldPicture first = Picture(before);
        Mask mask = TargetSegmenter.Segment(first, before.BoxOf(Head, 0))!;
        var model = TargetModel.Learn(first, mask, new ObjectShape(TargetCloud.Of(first, mask)).Center);

        WorldPicture second = Picture(after);
        Mask? found = TargetLocator.Find(second, model, Workcell.Reference);

        Vector3d center = new ObjectShape(TargetCloud.Of(second, found!)).Center;
        Assert.InRange(center.X, 0.31, 0.33);
        Assert.InRange(center.Y, -0.07, -0.05);
    }

    [Fact]
    public void Find_ObjectGone_ReturnsNull()
    {
        SyntheticScene before = new SyntheticScene().Cylinder(0.25, 0.0, 0.03, 0.06, 30, 90, 200).Box(0.36, 0.10, 0.05, 0.05, 0.05, 210, 50, 50);
        WorldPicture first = Picture(before);
        Mask mask = TargetSegmenter.Segment(first, before.BoxOf(Head, 0))!;
        var model = TargetModel.Learn(first, mask, new ObjectShape(TargetCloud.Of(first, mask)).Center);
        Assert.Null(TargetLocator.Find(Picture(new SyntheticScene().Box(0.36, 0.10, 0.05, 0.05, 0.05, 210, 50, 50)), model, Workcell.Reference));
    }

    private static WorldPicture Picture(SyntheticScene scene) => WorldPicture.From(scene.Draw(Head, Head.MountFromCamera, 3), Head.MountFromCamera)!;

    private static ObjectShape Shape(SyntheticScene scene, int body)
    {
        WorldPicture picture = Picture(scene);
        Mask? mask = TargetSegmenter.Segment(picture, scene.BoxOf(Head, body));
        Assert.NotNull(mask);
        return new ObjectShape(TargetCloud.Of(picture, mask));
    }
}
