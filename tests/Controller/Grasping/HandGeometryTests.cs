using DexGrasp.Controller.Grasping;
using Xunit;

namespace DexGrasp.Tests.Controller.Grasping;

public sealed class HandGeometryTests
{
    [Fact]
    public void GapM_OpenHand_IsWide() => Assert.InRange(HandGeometry.GapM([1.5, -0.4, 0, 0, 0, 0]), 0.05, 0.12);

    [Fact]
    public void GapM_ClosedHand_IsNothing() => Assert.InRange(HandGeometry.GapM([1.5, 0.5, 0.5, 0.5, 0.5, 0.5]), -0.03, 0.004);

    [Fact]
    public void FingerRadFor_InnerX_IsTheInverse() => Assert.Equal(0.03, HandGeometry.FingerInnerX(HandGeometry.FingerRadFor(0.03)), 6);

    [Fact]
    public void ThumbRadFor_InnerX_IsTheInverse() => Assert.Equal(0.06, HandGeometry.ThumbInnerX(HandGeometry.ThumbRadFor(0.06)), 6);

    [Fact]
    public void Capsules_StraightFingers_ReachTheKnownLength()
    {
        Capsule tip = HandGeometry.Capsules([1.5, 0, 0, 0, 0, 0])[HandGeometry.FirstFingerRod + 1];
        Assert.Equal(0.173, tip.To.Z, 6);
    }
}
