using DexGrasp.Learning.DexGraspVla;
using Xunit;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class NoiseScheduleTests
{
    private readonly NoiseSchedule _published = new(50, 16);

    [Fact]
    public void Timesteps_Published_StartAt45AndEndAt0() =>
        Assert.Equal([45, 42, 39, 36, 33, 30, 27, 24, 21, 18, 15, 12, 9, 6, 3, 0], _published.Timesteps.ToArray());

    [Theory]
    [InlineData(45, 0.01546376)]
    [InlineData(42, 0.04685339)]
    [InlineData(30, 0.31158982)]
    [InlineData(21, 0.58691530)]
    [InlineData(12, 0.83562058)]
    [InlineData(3, 0.98146465)]
    [InlineData(0, 0.99825249)]
    public void AlphaBar_Published_IsTheKnownValue(int timestep, double expected) => Assert.Equal(expected, _published.AlphaBar[timestep], 6.0e-7);

    [Fact]
    public void AlphaBarAfter_LastStep_IsOne()
    {
        Assert.Equal(1, _published.AlphaBarAfter(0));
        Assert.Equal(_published.AlphaBar[42], _published.AlphaBarAfter(45));
    }

    [Theory]
    [InlineData(10, 11)]
    [InlineData(10, 0)]
    public void Constructor_MoreStepsThanLevelsOrNone_Throws(int levels, int steps) => Assert.Throws<ArgumentOutOfRangeException>(() => new NoiseSchedule(levels, steps));
}
