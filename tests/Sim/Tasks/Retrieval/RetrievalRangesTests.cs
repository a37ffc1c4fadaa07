using DexGrasp.Core.Environments;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Tasks.Retrieval;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public class RetrievalRangesTests
{
    [Fact]
    public void Draw_OfUnseenSplits_IsNeverInTheRangesOfTraining()
    {
        RetrievalRanges ranges = RetrievalRanges.Default;
        var random = new EpisodeRandom(3);
        for (int i = 0; i < 300; i++)
        {
            foreach (RetrievalSplit split in new[] { RetrievalSplit.UnseenTarget, RetrievalSplit.UnseenLargeTarget })
                AssertNew(RetrievalItems.Draw(ranges, split, 1, ref random)[0], ranges.SeenTargets);
            AssertNew(RetrievalItems.Draw(ranges, RetrievalSplit.UnseenClutter, 1, ref random)[1], ranges.SeenClutter);
        }
    }

    [Fact]
    public void Draw_GivesMassAndFrictionOfTheRanges()
    {
        var random = new EpisodeRandom(5);
        foreach (ObjectSpec item in RetrievalItems.Draw(RetrievalRanges.Default, RetrievalSplit.Seen, 24, ref random))
        {
            Assert.InRange(item.MassKg, 0.5 * 0.03, 1.5 * 0.25);
            Assert.InRange(item.Friction, 0.4, 1.2);
        }
    }

    [Theory]
    [InlineData("\"shape\": \"box\"", "\"shape\": \"cone\"", "cone")]
    [InlineData("\"low_m\": [0.05, 0.04, 0.03]", "\"low_m\": [0.09, 0.04, 0.03]", "no number may be below")]
    [InlineData("\"joint_noise_rad\": 0.01", "\"joint_noise_rad\": -1", "joint_noise_rad")]
    [InlineData("\"max_delay_steps\": 1", "\"max_delay_steps\": 1, \"wind\": 3", "wind")]
    public void Parse_BadField_NamesIt(string part, string bad, string named)
    {
        string text = RetrievalRanges.Default.Source;
        Assert.Contains(part, text, StringComparison.Ordinal);
        var e = Assert.Throws<DataFileException>(() => RetrievalRangesReader.Parse(text.Replace(part, bad, StringComparison.Ordinal), "test.json"));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    private static void AssertNew(ObjectSpec item, IReadOnlyList<ShapeRange> seen)
    {
        ObjectPart part = item.Parts[0];
        Assert.DoesNotContain(seen, range => range.Contains(part.Shape, part.SizeM));
    }
}
