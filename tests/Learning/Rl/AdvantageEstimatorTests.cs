using DexGrasp.Learning.Rl;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class AdvantageEstimatorTests
{
    private const double Gamma = 0.5, Lambda = 0.5;

    // By hand: delta = r + 0.5 next - value; advantage = delta + 0.25 following.
    [Fact]
    public void Compute_RollOutEndsWithinAnEpisode_GoesOnWithTheNextValue()
    {
        (float[] advantages, float[] returns) = Compute([1, 2, 3], [4, 6, 8], [false, false, false], [false, false, false], [0, 0, 0], 10);

        // deltas: 1 + 3 - 4 = 0; 2 + 4 - 6 = 0; 3 + 5 - 8 = 0, so a perfect critic.
        Assert.Equal([0, 0, 0], advantages);
        Assert.Equal([4, 6, 8], returns);
    }

    [Fact]
    public void Compute_TerminatedStep_HasNothingAfterIt()
    {
        (float[] advantages, float[] returns) = Compute([1, 2, 3], [4, 6, 8], [false, true, false], [false, false, false], [99, 99, 99], 10);

        // deltas: 0; 2 + 0 - 6 = -4; 0. First: 0 + 0.25 x -4.
        Assert.Equal([-1, -4, 0], advantages);
        Assert.Equal([3, 2, 8], returns);
    }

    [Fact]
    public void Compute_TruncatedStep_GoesOnWithItsOwnLastObservation()
    {
        (float[] advantages, _) = Compute([1, 2, 3], [4, 6, 8], [false, false, false], [false, true, false], [99, 20, 99], 12);

        // deltas: 0; 2 + 10 - 6 = 6; 3 + 6 - 8 = 1. Nothing of the third reaches the second.
        Assert.Equal([1.5f, 6, 1], advantages);
    }

    [Fact]
    public void Compute_TerminatedAndTruncated_CountsAsTerminated()
    {
        (float[] advantages, _) = Compute([2], [6], [true], [true], [99], 99);

        Assert.Equal([-4], advantages);
    }

    [Fact]
    public void Compute_LastStepTruncated_DoesNotUseTheNextEpisode()
    {
        (float[] advantages, _) = Compute([2], [6], [false], [true], [20], 99);

        Assert.Equal([6], advantages);
    }

    [Fact]
    public void Compute_SeveralEnvironments_KeepsThemApart()
    {
        float[] advantages = new float[4], returns = new float[4];

        AdvantageEstimator.Compute(2, [1, 0, 3, 0], [0, 0, 0, 0], new bool[4], [false, false, false, true], [0, 0, 0, 8], [2, 99], Gamma, Lambda, advantages, returns);

        // First: 3 + 1 = 4 last, 1 + 0.25 x 4 = 2 before; second: 0 + 4 last, 0 + 1 before.
        Assert.Equal([2, 1, 4, 4], advantages);
    }

    [Fact]
    public void Compute_LambdaOne_IsTheDiscountedSum()
    {
        float[] advantages = new float[3], returns = new float[3];

        AdvantageEstimator.Compute(1, [1, 2, 4], [7, -3, 5], [false, false, true], new bool[3], new float[3], [99], Gamma, 1, advantages, returns);

        Assert.Equal([1 + 1 + 1, 2 + 2, 4], returns);
    }

    private static (float[] Advantages, float[] Returns) Compute(float[] rewards, float[] values, bool[] terminated, bool[] truncated, float[] final, float last)
    {
        float[] advantages = new float[rewards.Length], returns = new float[rewards.Length];
        AdvantageEstimator.Compute(1, rewards, values, terminated, truncated, final, [last], Gamma, Lambda, advantages, returns);
        return (advantages, returns);
    }
}
