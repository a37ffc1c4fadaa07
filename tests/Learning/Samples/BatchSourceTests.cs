using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Samples;

public sealed class BatchSourceTests(RecordedSamples samples) : IClassFixture<RecordedSamples>
{
    private static readonly int[] Wanted = [0, 3, 5, 3], Later = [1, 2, 7, 4];

    [Fact]
    public void Take_WithMoreReaders_IsTheSame()
    {
        using var scope = NewDisposeScope();

        AssertEqual(Feed(1).Take(Wanted, 11), Feed(4).Take(Wanted, 11));
    }

    [Fact]
    public void Take_WhatWasAnnounced_IsTheSame()
    {
        using var scope = NewDisposeScope();
        BatchFeed feed = Feed(2);

        feed.Announce(Later, 12);
        AssertEqual(Feed(1).Take(Wanted, 11), feed.Take(Wanted, 11));
        AssertEqual(Feed(1).Take(Later, 12), feed.Take(Later, 12));
    }

    [Fact]
    public void Take_SomethingElseThanAnnounced_IsWhatIsAskedFor()
    {
        using var scope = NewDisposeScope();
        BatchFeed feed = Feed(2);
        feed.Announce(Later, 12);
        _ = feed.Take(Wanted, 11);

        AssertEqual(Feed(1).Take(Wanted, 13), feed.Take(Wanted, 13));
    }

    [Fact]
    public void Take_FromACacheOfUnchangedSamples_IsThemInHalfPrecision()
    {
        using var scope = NewDisposeScope();
        using SampleCache cache = SampleCache.Make(samples.File, [.. Enumerable.Range(0, 9)], 2, Augmentation.None, 2, CPU, TestContext.Current.CancellationToken);
        BatchTensors plain = new BatchFeed(samples.File, Augmentation.None, 4, 1, CPU).Take(Wanted, 1), cached = new CachedSource(cache, 4).Take(Wanted, 1);

        foreach ((Tensor a, Tensor b) in plain.Parts.Zip(cached.Parts))
            Assert.True(allclose(a.nan_to_num(), b.nan_to_num(), 2e-3, 2e-3));
    }

    [Fact]
    public void FilesIn_FolderWithAnEmptyFile_LeavesItOut()
    {
        Assert.Equal(2, Directory.GetFiles(samples.Folder, "*.bin").Length);
        Assert.Equal(samples.Files, EncoderRun.FilesIn([samples.Folder]));
    }

    private BatchFeed Feed(int readers) => new(samples.File, new Augmentation(), 4, readers, CPU);

    private static void AssertEqual(BatchTensors expected, BatchTensors actual)
    {
        foreach ((Tensor a, Tensor b) in expected.Parts.Zip(actual.Parts))
            Assert.True(a.bytes.SequenceEqual(b.bytes));
    }
}
