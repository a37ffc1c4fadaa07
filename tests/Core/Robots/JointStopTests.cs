using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class JointStopTests
{
    [Theory]
    [InlineData(1, 0.9, 0.6)]
    [InlineData(1, 0.2, 0.2)]
    [InlineData(-1, 0.1, 0.4)]
    [InlineData(-1, 0.9, 0.9)]
    public void Hold_StopATenthAhead_EndsThereAndIsFreeToTheOtherSide(int side, double wantedRad, double heldRad) =>
        Assert.Equal(heldRad, JointStop.Ahead(side, 0.5, 0.1).Hold(wantedRad), 12);

    [Fact]
    public void Hold_NoStop_ChangesNothing() => Assert.Equal(7, default(JointStop).Hold(7));

    [Theory]
    [InlineData(1, 0.7, 0.1)]
    [InlineData(1, 0.5, -0.1)]
    [InlineData(-1, 0.3, 0.1)]
    [InlineData(0, 9, 0)]
    public void BeyondRad_Command_IsMeasuredAwayFromTheJoint(int side, double commandRad, double beyondRad) =>
        Assert.Equal(beyondRad, JointStop.Ahead(side, 0.5, 0.1).BeyondRad(commandRad), 12);
}
