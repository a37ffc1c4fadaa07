using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class FlowSamplerTests
{
    private const float Clean = 0.7f;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Sample_StraightField_EndsOnTheCleanChunk(int steps)
    {
        var chunk = new float[PolicyLayout.ChunkSize];

        new FlowSampler(1).Sample(new StraightField(), steps, null, chunk);

        Assert.All(chunk, value => Assert.Equal(Clean, value, 1e-4f));
    }

    [Fact]
    public void Sample_SeedsEqualOrNot_ChunksEqualOrNot()
    {
        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));
    }

    [Fact]
    public void Sample_Noise_IsStandardNormal()
    {
        float[] noise = [.. Enumerable.Range(0, 20).SelectMany(Draw)];

        Assert.InRange(noise.Average(), -0.03, 0.03);
        Assert.InRange(noise.Select(x => x * x).Average(), 0.97, 1.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Sample_FrozenSteps_EndOnTheOldChunkAndTheRestIsFree(int steps)
    {
        var chunk = new float[PolicyLayout.ChunkSize];
        ChunkGuide guide = Guide(committedS: 0.10, guided: 0);

        new FlowSampler(1).Sample(new StraightField(), steps, guide, chunk);

        for (int i = 0; i < 2 * RobotModel.Dof; i++)
            Assert.Equal(guide.Values[i], chunk[i], 1e-4f);
        for (int i = 2 * RobotModel.Dof; i < chunk.Length; i++)
            Assert.Equal(Clean, chunk[i], 1e-4f);
    }

    [Fact]
    public void Sample_FrozenSteps_ShowTheFieldTheNoiseLevelOfItsTraining()
    {
        var chunk = new float[PolicyLayout.ChunkSize];
        var field = new StraightField();
        ChunkGuide guide = Guide(committedS: 0.05, guided: 0);

        new FlowSampler(1).Sample(field, 4, guide, chunk);

        Assert.Equal([0, 0.25f, 0.5f, 0.75f], field.Seen.Select(s => s.Time));
        float noise = field.Seen[0].First;
        foreach ((float time, float first) in field.Seen)
            Assert.Equal(((1 - time) * noise) + (time * guide.Values[0]), first, 1e-4f);
    }

    [Fact]
    public void Sample_GuidedSteps_GoOverFromOldToNew()
    {
        var chunk = new float[PolicyLayout.ChunkSize];
        ChunkGuide guide = Guide(committedS: 0.05, guided: 5);

        new FlowSampler(1).Sample(new StraightField(), 4, guide, chunk);

        float[] away = [.. Enumerable.Range(0, 8).Select(step => Math.Abs(chunk[step * RobotModel.Dof] - guide.Values[step * RobotModel.Dof]))];
        Assert.Equal(0, away[0], 1e-4f);
        for (int step = 1; step < 6; step++)
            Assert.InRange(away[step], away[step - 1] + 0.01f, 10);
        Assert.Equal(Clean, chunk[6 * RobotModel.Dof], 1e-4f);
    }

    [Fact]
    public void Sample_Always_AllocatesNothing()
    {
        var chunk = new float[PolicyLayout.ChunkSize];
        var sampler = new FlowSampler(1);
        var field = new NoField();
        ChunkGuide guide = Guide(0.1, 4);
        sampler.Sample(field, 4, guide, chunk);

        long before = GC.GetAllocatedBytesForCurrentThread();
        sampler.Sample(field, 4, guide, chunk);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static float[] Draw(int seed)
    {
        var chunk = new float[PolicyLayout.ChunkSize];
        new FlowSampler(seed).Sample(new NoField(), 1, null, chunk);
        return chunk;
    }

    private static ChunkGuide Guide(double committedS, int guided)
    {
        double[] command = new double[RobotModel.Dof], targets = new double[PolicyLayout.ChunkSize];
        Array.Fill(targets, -0.02);
        PolicyNormalizer normalizer = new(new float[PolicyLayout.ChunkSize], [.. Enumerable.Repeat(0.05f, PolicyLayout.ChunkSize)]);
        var guide = new ChunkGuide();
        guide.Follow(new ActionChunk(targets, TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1.1), TimeSpan.FromSeconds(committedS), guided, new ChunkCode(Rm75.Model), normalizer, command);
        return guide;
    }

    private sealed class NoField : IVelocityField
    {
        public void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity) => velocity.Clear();
    }

    private sealed class StraightField : IVelocityField
    {
        public List<(float Time, float First)> Seen { get; } = [];

        public void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity)
        {
            Seen.Add((time, chunk[0]));
            for (int i = 0; i < chunk.Length; i++)
                velocity[i] = (Clean - chunk[i]) / (1 - time);
        }
    }
}
