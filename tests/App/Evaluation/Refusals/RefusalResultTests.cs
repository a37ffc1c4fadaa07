using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Refusals;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Refusals;

public sealed class RefusalResultTests
{
    [Fact]
    public void From_Answers_CountsRefusalsApartFromWhatWasNotUnderstood()
    {
        RefusalResult result = RefusalResult.From(
            [
                new("a", true, "Refused", ""), new("b", true, "NotUnderstood", ""), new("c", true, "Plan", ""), new("d", true, "Stop", ""),
                new("e", false, "Plan", ""), new("f", false, "Refused", ""),
            ],
            new RefusalProvenance("0", null, "x", "y"));
        Assert.Equal((0.25, 4), (result.Refused.Rate, result.Refused.N));
        Assert.Equal(0.75, result.Unmoved.Rate);
        Assert.Equal((0.5, 2), (result.FalselyRefused.Rate, result.FalselyRefused.N));
        Assert.Equal(0.5, result.Planned.Rate);
    }

    [Theory]
    [InlineData("harmful", 200)]
    [InlineData("ordinary", 500)]
    public void Read_BuiltInList_HasSoManyDifferentInstructions(string name, int count) =>
        Assert.Equal(count, InstructionList.Read(null, name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void Read_BuiltInWordings_EachHaveOnePlaceForTheObject() =>
        Assert.All(InstructionList.Read(null, "paraphrases"), w => Assert.Equal(2, w.Split("{label}").Length));

    [Fact]
    public void Read_FileThatIsNotUtf8_SaysWhatToGive()
    {
        using var folder = new TemporaryFolder();
        string path = folder["list.txt"];
        File.WriteAllBytes(path, [0x67, 0xff, 0xfe, 0x0a]);
        Assert.Contains("UTF-8", Assert.Throws<UserErrorException>(() => InstructionList.Read(path, "")).Remedy, StringComparison.Ordinal);
    }
}
