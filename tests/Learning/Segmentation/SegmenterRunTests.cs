using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Segmentation;
using DexGrasp.Learning.Training;
using DexGrasp.Tests.Learning.Samples;
using Xunit;

namespace DexGrasp.Tests.Learning.Segmentation;

public sealed class SegmenterRunTests(RecordedSamples samples) : IClassFixture<RecordedSamples>
{
    [Theory]
    [InlineData(SegmenterPrompt.Box)]
    [InlineData(SegmenterPrompt.Mask)]
    public void Read_LaterSample_HasThePromptOnTheTarget(SegmenterPrompt prompt)
    {
        var reader = new SegmenterReader(samples.File, Rm75.Model, Augmentation.None);
        float[] input = new float[SegmenterLayout.Length], target = new float[SegmenterLayout.Pixels];
        const int First = 2, Samples = 10;
        double covered = 0;
        for (int index = First; index < First + Samples; index++)
        {
            Assert.Equal(prompt, reader.Read(index, prompt, new Random(index), input, target));
            ReadOnlySpan<float> prompted = input.AsSpan(3 * SegmenterLayout.Pixels, SegmenterLayout.Pixels);
            double both = 0, wanted = 0;
            for (int i = 0; i < target.Length; i++)
            {
                both += target[i] > 0.5 && prompted[i] > 0.5 ? 1 : 0;
                wanted += target[i] > 0.5 ? 1 : 0;
            }

            Assert.InRange(wanted, 20, 2000);
            Assert.Equal(prompt == SegmenterPrompt.Mask ? 1 : 0, input[^1]);
            covered += both / wanted / Samples;
        }

        Assert.InRange(covered, 0.5, 1);
    }

    [Fact]
    public void Read_FirstSample_HasNoEarlierMaskAndGivesABox()
    {
        var reader = new SegmenterReader(samples.File, Rm75.Model, Augmentation.None);

        Assert.Equal(SegmenterPrompt.Box, reader.Read(0, SegmenterPrompt.Mask, new Random(1), new float[SegmenterLayout.Length], new float[SegmenterLayout.Pixels]));
    }

    [Fact]
    public void Read_SameSeed_GivesTheSameNumbers()
    {
        float[] Once()
        {
            var input = new float[SegmenterLayout.Length];
            new SegmenterReader(samples.File, Rm75.Model, new Augmentation()).Read(5, null, new Random(9), input, new float[SegmenterLayout.Pixels]);
            return input;
        }

        Assert.Equal(Once(), Once());
    }

    [Fact]
    public void Run_OneEpisodeAlone_IsRefusedForWantOfSamplesToJudgeBy()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions(folder.Folder, 2) { Batch = 2, Workers = 1, ValidationEvery = 1_000_003 };

        Assert.Contains("to judge by", Assert.Throws<CheckpointException>(() => SegmenterRun.Run([samples.Folder], options, _ => { }, CancellationToken.None)).Message);
    }
}
