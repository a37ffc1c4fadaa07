using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Tasks.Ungraspable;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Ungraspable;

public sealed class BoardRangesTests
{
    private static readonly string Shipped = ObjectCatalog.Text("ungraspable.json");

    [Fact]
    public void Default_Always_CoversThePapersBoxes()
    {
        BoardRanges ranges = BoardRanges.Default;

        Assert.Equal((0.15, 0.20), (ranges.SideM.Low, ranges.SideM.High));
        Assert.Equal((0.02, 0.0583), (ranges.ThicknessM.Low, ranges.ThicknessM.High));
    }

    [Theory]
    [InlineData("[0.15, 0.20]", "[0.20, 0.15]", "side_m")]
    [InlineData("\"delayed_share\": 0.8", "\"delayed_share\": 1.5", "delayed_share")]
    [InlineData("\"friction\"", "\"slip\"", "slip")]
    [InlineData("\"mass_kg\": [0.1, 0.6]", "\"mass_kg\": [0.1]", "mass_kg")]
    [InlineData("\"joint_noise_rad\": 0.005", "\"joint_noise_rad\": \"little\"", "joint_noise_rad")]
    public void Parse_ABadValue_IsRefusedByFileAndField(string good, string bad, string field)
    {
        Assert.Contains(good, Shipped, StringComparison.Ordinal);

        DataFileException refused = Assert.Throws<DataFileException>(() => BoardRanges.Parse(Shipped.Replace(good, bad, StringComparison.Ordinal), "mine.json"));

        Assert.Contains("mine.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
    }
}
