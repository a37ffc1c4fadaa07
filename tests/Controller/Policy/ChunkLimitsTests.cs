using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class ChunkLimitsTests
{
    private static readonly double[] Command = Rm75.Model.HomeRad.ToArray();

    [Fact]
    public void Decode_WhatWasEncoded_ComesBack()
    {
        PolicyNormalizer normalizer = TinyPolicy.Still();
        double[] targets = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => Command[i % RobotModel.Dof] + (0.001 * (i / RobotModel.Dof)))];
        float[] numbers = [.. targets.Select((target, i) => normalizer.Encode(i, target, Command))];

        double[] decoded = ChunkLimits.Decode(Rm75.Model, normalizer, numbers, Command)!;

        for (int i = 0; i < targets.Length; i++)
            Assert.Equal(targets[i], decoded[i], 1e-6);
    }

    [Fact]
    public void Decode_WildNumbers_StaysWithinRangesAndSpeeds()
    {
        var random = new Random(2);
        float[] numbers = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(_ => (float)((random.NextDouble() - 0.5) * 1e4))];

        double[] decoded = ChunkLimits.Decode(Rm75.Model, TinyPolicy.Still(), numbers, Command)!;

        for (int i = 0; i < decoded.Length; i++)
        {
            JointLimit limit = Rm75.Model.Limits[i % RobotModel.Dof];
            double before = i < RobotModel.Dof ? Command[i] : decoded[i - RobotModel.Dof];
            Assert.InRange(decoded[i], limit.LowerRad, limit.UpperRad);
            Assert.InRange(Math.Abs(decoded[i] - before), 0, (limit.MaxSpeedRadPerS * ActionChunk.PeriodS) + 1e-9);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Decode_NotFinite_GivesNoChunk(float bad)
    {
        var numbers = new float[PolicyLayout.ChunkSize];
        numbers[^1] = bad;

        Assert.Null(ChunkLimits.Decode(Rm75.Model, TinyPolicy.Still(), numbers, Command));
    }
}
