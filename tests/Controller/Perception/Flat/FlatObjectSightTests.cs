using DexGrasp.Controller.Perception.Flat;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception.Flat;

public sealed class FlatObjectSightTests
{
    private static readonly Vector3d Half = new(0.09, 0.08, 0.02);
    private readonly FlatObjectSight _sight = new(Rm75.Model);

    [Theory]
    [InlineData(0.30, -0.44, 0.0, 0.09, 0.08, 0.02)]
    [InlineData(0.33, -0.42, 0.3, 0.10, 0.075, 0.0285)]
    [InlineData(0.27, -0.46, -0.35, 0.075, 0.095, 0.011)]
    public void Begin_BoxOnTheBoard_IsMeasuredToMillimetres(double x, double y, double yaw, double halfX, double halfY, double halfZ)
    {
        var half = new Vector3d(halfX, halfY, halfZ);

        Assert.Null(_sight.Begin(DrawnBoard.Lying(x, y, yaw, half).Draw(), DrawnBoard.Away(), null));

        AssertNear(new Vector3d(x, y, Board.TopZ + halfZ), yaw, 0.004);
        Assert.InRange(_sight.HalfSize.X, halfX - 0.002, halfX + 0.004);
        Assert.InRange(_sight.HalfSize.Y, halfY - 0.002, halfY + 0.004);
        Assert.InRange(_sight.HalfSize.Z, halfZ - 0.001, halfZ + 0.001);
    }

    [Fact]
    public void Begin_EmptyBoardOrNoDepth_SaysWhy()
    {
        CameraFrame empty = new DrawnBoard(Half) { WorldFromBox = RigidTransform.FromTranslation(0, 5, -5) }.Draw();
        Assert.Contains("nothing flat", _sight.Begin(empty, DrawnBoard.Away(), null));
        Assert.Contains("no depth picture", _sight.Begin(empty with { Depth = null }, DrawnBoard.Away(), null));
    }

    [Fact]
    public void Begin_AnotherBoxOfThePicture_IsNotLookedAt() =>
        Assert.NotNull(_sight.Begin(DrawnBoard.Lying(0.30, -0.44, 0, Half).Draw(), DrawnBoard.Away(), new BoundingBox(0, 0, 40, 40)));

    [Fact]
    public void Update_PushedOutOverTheEdge_IsFollowed()
    {
        var board = DrawnBoard.Lying(0.30, -0.44, 0.1, Half);
        Assert.Null(_sight.Begin(board.Draw(), DrawnBoard.Away(), null));
        double y = -0.44;
        for (int i = 1; i <= 14; i++)
        {
            y += 0.01;
            board.WorldFromBox = board.WorldFromBox with { Translation = board.WorldFromBox.Translation with { Y = y } };
            _sight.Update(board.Draw(0.05 * i), DrawnBoard.Away(0.05 * i));
        }

        AssertNear(new Vector3d(0.30, y, Board.TopZ + Half.Z), 0.1, 0.006);
        Assert.InRange(_sight.Linear.Y, 0.12, 0.26);
        Assert.InRange(_sight.SeenShare, 0.8, 1.2);
    }

    [Fact]
    public void Update_TiltedAndRaised_IsFollowedInAllSixDirections()
    {
        var board = DrawnBoard.Lying(0.30, -0.36, 0, Half);
        Assert.Null(_sight.Begin(board.Draw(), DrawnBoard.Away(), null));
        RigidTransform start = board.WorldFromBox;
        for (int i = 1; i <= 12; i++)
        {
            board.WorldFromBox = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), 0.015 * i) * start.Rotation, start.Translation + new Vector3d(0, 0, 0.006 * i));
            _sight.Update(board.Draw(0.05 * i), DrawnBoard.Away(0.05 * i));
        }

        Assert.InRange((_sight.WorldFromObject.Translation - board.WorldFromBox.Translation).Length, 0, 0.008);
        Assert.InRange(_sight.WorldFromObject.Rotation.AngleTo(board.WorldFromBox.Rotation), 0, 0.04);
    }

    [Fact]
    public void Update_HalfHidden_StaysWhereItIs()
    {
        var board = DrawnBoard.Lying(0.30, -0.44, 0.2, Half);
        Assert.Null(_sight.Begin(board.Draw(), DrawnBoard.Away(), null));
        board.Cover = (Board.TopZ + 0.10, 0.36);

        for (int i = 1; i <= 5; i++)
            _sight.Update(board.Draw(0.05 * i), DrawnBoard.Away(0.05 * i));

        Assert.InRange(_sight.SeenShare, 0.2, 0.8);
        AssertNear(new Vector3d(0.30, -0.44, Board.TopZ + Half.Z), 0.2, 0.006);
        Assert.InRange(_sight.Linear.Length, 0, 0.02);
    }

    [Fact]
    public void Update_LyingStill_IsSeenAsFlatAndAtRest()
    {
        var board = DrawnBoard.Lying(0.30, -0.44, 0, Half);
        Assert.Null(_sight.Begin(board.Draw(), DrawnBoard.Away(), null));
        for (int i = 1; i <= 10; i++)
        {
            _sight.Update(board.Draw(0.05 * i), DrawnBoard.Away(0.05 * i));
            Assert.InRange(_sight.Linear.Length, 0, 0.02);
            Assert.Equal(1, (_sight.WorldFromObject.Rotation * new Vector3d(0, 0, 1)).Z, 1e-12);
        }
    }

    [Fact]
    public void Update_OldPictureOrNoDepth_ChangesNothing()
    {
        var board = DrawnBoard.Lying(0.30, -0.44, 0, Half);
        Assert.Null(_sight.Begin(board.Draw(), DrawnBoard.Away(), null));
        RigidTransform before = _sight.WorldFromObject;
        board.WorldFromBox = RigidTransform.FromTranslation(0.33, -0.44, Board.TopZ + Half.Z);

        _sight.Update(board.Draw(), DrawnBoard.Away());
        _sight.Update(board.Draw(0.05) with { Depth = null }, DrawnBoard.Away(0.05));

        Assert.Equal(before, _sight.WorldFromObject);
    }

    private void AssertNear(Vector3d at, double yaw, double mostM)
    {
        Assert.InRange((_sight.WorldFromObject.Translation - at).Length, 0, mostM);
        var view = new FlatObjectView();
        _sight.Write(view);
        Assert.InRange(view.YawRad, yaw - 0.02, yaw + 0.02);
    }
}
