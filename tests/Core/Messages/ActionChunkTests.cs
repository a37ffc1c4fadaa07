using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Messages;

public sealed class ActionChunkTests
{
    [Fact]
    public void Step_GivesTheRowOfThatStep()
    {
        double[] targets = [.. Enumerable.Range(0, 3 * RobotModel.Dof).Select(i => (double)i)];
        var chunk = new ActionChunk(targets, TimeSpan.FromSeconds(2));
        Assert.Equal(3, chunk.Steps);
        Assert.Equal(RobotModel.Dof, chunk.Step(1).Length);
        Assert.Equal(13, chunk.Step(1)[0]);
        Assert.Equal(38, chunk.Step(2)[12]);
        Assert.Equal(targets, chunk.PositionsRad.ToArray());
        Assert.Equal(TimeSpan.FromSeconds(2), chunk.ObservedAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(65 * 13)]
    public void New_WrongLength_SaysWhatIsNeeded(int length)
    {
        var error = Assert.Throws<ArgumentException>(() => new ActionChunk(new double[length], TimeSpan.Zero));
        Assert.Contains($"A chunk of {length} numbers given; 1 to 64 steps of 13 joint targets are needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_FullHorizon_IsAccepted() => Assert.Equal(ActionChunk.Horizon, new ActionChunk(new double[64 * 13], TimeSpan.Zero).Steps);
}
