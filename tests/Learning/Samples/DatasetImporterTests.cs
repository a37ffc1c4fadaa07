using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Files;
using DexGrasp.Learning.Samples;
using DexGrasp.Sim.Demonstrations;
using Xunit;

namespace DexGrasp.Tests.Learning.Samples;

public sealed class DatasetImporterTests : IDisposable
{
    private const int Seed = 7;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_CollectedDataset_GivesTheSamplesOfADirectRecording()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Assert.Equal(0, await App.Cli.CommandLine.RunAsync(
            ["collect", "grasp", "--episodes", "1", "--threads", "1", "--seed", $"{Seed}", "--out", _folder.File("set")], TextWriter.Null, TextWriter.Null, stop));
        using (var sink = new SampleSink(_folder.File("direct.bin"), Rm75.Model))
            Assert.True(new DemonstrationRecorder().Record(DemonstrationRecorder.FirstSeed + Seed, sink, null, stop).Kept);

        await DatasetImporter.RunAsync(_folder.File("set"), _folder.File("imported.bin"), 1, _ => { }, stop);

        using SampleFile direct = new([_folder.File("direct.bin")]), imported = new([_folder.File("imported.bin")]);
        Assert.Equal(direct.Count, imported.Count);
        Assert.True(direct.Count > 20);
        for (int i = 0; i < direct.Count; i += 7)
        {
            Sample a = Sample.Read(direct, i), b = Sample.Read(imported, i);
            // Video is lossy in colour; everything else is kept.
            AssertNear(a.Head[..ColourLength], b.Head[..ColourLength], 0.12);
            AssertNear(a.Head[ColourLength..], b.Head[ColourLength..], 0.012);
            AssertNear(a.State, b.State, 0.012);
            AssertNear(a.Chunk, b.Chunk, 0.001);
            AssertNear(a.Truth, b.Truth, 0.001);
        }
    }

    [Fact]
    public async Task RunAsync_NoDataset_SaysSoAndWritesNothing()
    {
        await Assert.ThrowsAsync<DatasetException>(() => DatasetImporter.RunAsync(_folder.File("none"), _folder.File("none.bin"), 2, _ => { }, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(_folder.File("none.bin")));
    }

    private const int ColourLength = 3 * PolicyLayout.HeadSize * PolicyLayout.HeadSize;

    private static void AssertNear(float[] expected, float[] actual, double mean)
    {
        Assert.Equal(expected.Select(float.IsNaN), actual.Select(float.IsNaN));
        Assert.InRange(expected.Zip(actual).Where(p => !float.IsNaN(p.First)).Average(p => Math.Abs((double)p.First - p.Second)), 0, mean);
    }

    private sealed record Sample(float[] Head, float[] State, float[] Chunk, float[] Truth)
    {
        public static Sample Read(SampleFile file, int index)
        {
            float[] head = new float[PolicyLayout.HeadLength], wrist = new float[PolicyLayout.WristLength], state = new float[PolicyLayout.StateSize],
                chunk = new float[PolicyLayout.ChunkSize], truth = new float[SampleLayout.TruthSize];
            new SampleReader(file, Rm75.Model, Workcell.Reference, Augmentation.None).Read(index, new Random(1), head, wrist, state, chunk, truth);
            return new Sample(head, state, chunk, truth);
        }
    }
}
