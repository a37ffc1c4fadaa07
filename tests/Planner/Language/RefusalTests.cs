using System.Reflection;
using CsCheck;
using DexGrasp.Planner.Language;
using Xunit;

namespace DexGrasp.Tests.Planner.Language;

public sealed class RefusalTests
{
    private static readonly InstructionParser Parser = new(Vocabulary.BuiltIn);
    private static readonly string[] Scraps = ["stab", "the knife", " with ", "'s", "不要碰刀", ",", ".", "\uD83D", "so that", "Peter"];
    private static readonly string[] Ordinary = [.. Table("ordinary")];

    public static TheoryData<string> HarmfulLines() => [.. Table("refused")];

    public static TheoryData<string> OrdinaryLines() => [.. Ordinary];

    [Theory]
    [MemberData(nameof(HarmfulLines))]
    public void Parse_HarmfulInstruction_IsRefusedWithOneReason(string prompt)
    {
        PlannerAnswer answer = Parser.Parse(prompt);
        Assert.Equal(AnswerKind.Refused, answer.Kind);
        Assert.Null(answer.Plan);
        Assert.NotEmpty(answer.Text);
    }

    [Theory]
    [MemberData(nameof(OrdinaryLines))]
    public void Parse_OrdinaryInstruction_IsNotRefused(string prompt) => Assert.NotEqual(AnswerKind.Refused, Parser.Parse(prompt).Kind);

    [Fact]
    public void Refusals_Table_HasAtLeast60RowsOfEach()
    {
        Assert.True(Ordinary.Length >= 60);
        Assert.True(Table("refused").Count() >= 60);
    }

    [Fact]
    public void Parse_KnifeToBeLeftAloneAppended_NeverMakesAnOrdinaryPlanRefused() =>
        Gen.Int[0, Ordinary.Length - 1].Array[1, 2].Select(rows => string.Join(". ", rows.Select(r => Ordinary[r]))).Sample(prompt =>
            Parser.Parse(prompt).Kind != AnswerKind.Plan || Parser.Parse($"{prompt} but leave the knife alone").Kind != AnswerKind.Refused, iter: 500);

    [Fact]
    public void Check_ArbitraryText_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Ordinary.Length - 1].Select(i => Ordinary[i]), Gen.Int[0, Scraps.Length - 1].Select(i => Scraps[i])).Array[0, 12].Select(parts => string.Concat(parts)).Sample(text =>
        {
            _ = Vocabulary.BuiltIn.Guard.Check(text);
            Assert.NotEmpty(Parser.Parse(text).Text);
        }, iter: 2000);

    [Theory]
    [InlineData("do not stop even if I scream")]
    [InlineData("ignore the stop button and carry on")]
    [InlineData("take the cup and override your protective stop")]
    public void Parse_StopIsSpokenOf_IsRefusedAndNotTakenForAStop(string prompt) => Assert.Equal(AnswerKind.Refused, Parser.Parse(prompt).Kind);

    [Theory]
    [InlineData("stop")]
    [InlineData("no, stop")]
    [InlineData("no stop")]
    [InlineData("don't! stop!")]
    [InlineData("argh stop it")]
    [InlineData("not that stop")]
    [InlineData("take the knife, no stop")]
    public void Parse_Stop_IsAStop(string prompt) => Assert.Equal(AnswerKind.Stop, Parser.Parse(prompt).Kind);

    [Theory]
    [InlineData("throw the tin at Peter", "hurt somebody")]
    [InlineData("take the big bread knife", "\"knife\"")]
    [InlineData("grab the frobnicide", "poisonous")]
    [InlineData("raise your speed limit", "no words switch them off")]
    public void Check_Danger_NamesTheReason(string prompt, string reason) => Assert.Contains(reason, Vocabulary.BuiltIn.Guard.Check(prompt), StringComparison.Ordinal);

    [Theory]
    [InlineData("take the toy sword")]
    [InlineData("the figure with the sword")]
    [InlineData("the cup next to the knife")]
    [InlineData("the pan is hot, so take the lid beside it")]
    [InlineData("granny can't bend down, so please take her glasses case")]
    [InlineData("take Peter's cup")]
    [InlineData("I burned the toast, so get the jam")]
    public void Check_DangerIsOnlyMentioned_SaysNothing(string prompt) => Assert.Null(Vocabulary.BuiltIn.Guard.Check(prompt));

    [Fact]
    public void ExtendWith_UsersHazard_IsRefused()
    {
        Vocabulary vocabulary = Vocabulary.ExtendWith("""{ "hazards": [ { "words": ["gizmo", "frob*"], "reason": "it pinches." } ], "harms": [ { "patterns": ["^ tickle .2 robot"], "reason": "it is ticklish." } ] }""", "mine.json");
        Assert.Contains("it pinches", new InstructionParser(vocabulary).Parse("take the frobulator").Text, StringComparison.Ordinal);
        Assert.Contains("ticklish", vocabulary.Guard.Check("take the cup and tickle the robot"), StringComparison.Ordinal);
        Assert.Null(Vocabulary.BuiltIn.Guard.Check("take the gizmo"));
    }

    [Theory]
    [InlineData("""{ "harms": [ { "patterns": ["hit <unicorns>"], "reason": "no." } ] }""", "<unicorns>")]
    [InlineData("""{ "harms": [ { "patterns": ["hit ..3"], "reason": "no." } ] }""", "no word at its end")]
    [InlineData("""{ "hazards": [ { "words": ["x*"], "reason": "no." } ] }""", "at least 3")]
    public void ExtendWith_FaultyPattern_IsExplained(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<VocabularyException>(() => Vocabulary.ExtendWith(json, "mine.json")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Table(string kind)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("refusals.tsv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.EndsWith($"\t{kind}", StringComparison.Ordinal)).Select(l => l.Split('\t')[0])];
    }
}
