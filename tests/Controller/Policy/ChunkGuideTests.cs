using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class ChunkGuideTests
{
    private static readonly PolicyNormalizer Plain = new(new float[PolicyLayout.ChunkSize], [.. Enumerable.Repeat(1f, PolicyLayout.ChunkSize)]);

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 2)]
    [InlineData(0.125, 2.5)]
    public void Follow_LaterObservation_TakesTheOldChunkAtTheSameTimes(double laterS, double expected)
    {
        ChunkGuide guide = Follow(laterS, 0.05, 4);

        for (int step = 0; step < 5; step++)
            Assert.Equal(step + expected, guide.Values[(step * RobotModel.Dof) + RobotModel.ArmDof], 1e-4);
    }

    [Fact]
    public void Follow_Joint3_CountsFromTheCommandInForce()
    {
        ChunkGuide guide = Follow(0.1, 0.05, 4, commandRad: 0.5);

        Assert.Equal(2 - 0.5, guide.Values[6], 1e-4);
        Assert.Equal(2, guide.Values[RobotModel.ArmDof], 1e-4);
    }

    [Fact]
    public void Follow_Normaliser_CentresAndScales()
    {
        PolicyNormalizer normalizer = new([.. Enumerable.Repeat(1f, PolicyLayout.ChunkSize)], [.. Enumerable.Repeat(2f, PolicyLayout.ChunkSize)]);

        Assert.Equal((2 - 1) / 2.0, Follow(0.1, 0.05, 4, normalizer: normalizer).Values[RobotModel.ArmDof], 1e-4);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.03, 1)]
    [InlineData(0.05, 1)]
    [InlineData(0.051, 2)]
    [InlineData(0.2, 4)]
    public void Follow_Delay_FreezesTheStepsThatAreDueBefore(double delayS, int frozen)
    {
        ChunkGuide guide = Follow(0.1, delayS, 3);

        Assert.Equal(frozen, guide.Weights.ToArray().Count(w => w == 1));
        Assert.Equal(frozen * RobotModel.Dof, guide.CommittedRad.Length);
        Assert.Equal(frozen + 3, guide.Weights.ToArray().Count(w => w > 0));
    }

    [Fact]
    public void Follow_OldChunkHasRunOut_LeavesEveryStepFree() =>
        Assert.All(Follow(3.3, 0.1, 8).Weights.ToArray(), weight => Assert.Equal(0, weight));

    [Fact]
    public void Follow_OldChunkEndsWithin_FreesTheStepsAfterIt()
    {
        ChunkGuide guide = Follow(3.1, 0.05, 8);

        Assert.Equal(2, guide.Weights.ToArray().Count(w => w > 0));
    }

    // Every joint's target is the step's number.
    private static ChunkGuide Follow(double laterS, double committedS, int guided, double commandRad = 0, PolicyNormalizer? normalizer = null)
    {
        double[] targets = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => (double)(i / RobotModel.Dof))];
        double[] command = [.. Enumerable.Repeat(commandRad, RobotModel.Dof)];
        TimeSpan at = TimeSpan.FromSeconds(5);
        var guide = new ChunkGuide();
        guide.Follow(new ActionChunk(targets, at), at + TimeSpan.FromSeconds(laterS), TimeSpan.FromSeconds(committedS), guided, new ChunkCode(Rm75.Model), normalizer ?? Plain, command);
        return guide;
    }
}
