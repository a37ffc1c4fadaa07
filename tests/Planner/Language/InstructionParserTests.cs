using System.Reflection;
using DexGrasp.Planner.Language;
using Xunit;

namespace DexGrasp.Tests.Planner.Language;

public sealed class InstructionParserTests
{
    private static readonly InstructionParser Parser = new(Vocabulary.BuiltIn);

    public static TheoryData<string, string> Instructions() => Table("instructions.tsv");

    public static TheoryData<string, string> Chinese() => Table("chinese.tsv");

    private static TheoryData<string, string> Table(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var data = new TheoryData<string, string>();
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            data.Add(line.Split('\t')[0], line.Split('\t')[1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Instructions))]
    [MemberData(nameof(Chinese))]
    public void Parse_TableOfInstructions_GivesThePlan(string prompt, string expected)
    {
        PlannerAnswer answer = Parser.Parse(prompt);
        string given = answer.Kind switch
        {
            AnswerKind.Plan => answer.Plan!.ToString()["take ".Length..],
            AnswerKind.NotUnderstood => "?",
            AnswerKind.Refused => "refused",
            _ => "stop",
        };
        Assert.Equal(expected, given);
    }

    [Fact]
    public void Instructions_Table_HasAtLeast150Rows() => Assert.True(Instructions().Count >= 150);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t\n ")]
    public void Parse_EmptyPrompt_SaysSoAndShowsWhatItKnows(string? prompt)
    {
        PlannerAnswer answer = Parser.Parse(prompt);
        Assert.Equal(AnswerKind.NotUnderstood, answer.Kind);
        Assert.Null(answer.Plan);
        Assert.Contains("empty", answer.Text, StringComparison.Ordinal);
        Assert.Contains("clear the table", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_HundredKilobytes_IsRefusedWithTheLimit()
    {
        PlannerAnswer answer = Parser.Parse(new string('a', 100_000));
        Assert.Equal(AnswerKind.NotUnderstood, answer.Kind);
        Assert.Contains("100000 characters; at most 2000", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongestPromptOfRelations_EndsWithoutDeepRecursion()
    {
        string prompt = string.Concat(Enumerable.Repeat("cup left of the ", 120));
        Assert.NotNull(Parser.Parse(prompt[..1900]));
        Assert.NotNull(Parser.Parse(string.Concat(Enumerable.Repeat("and ", 499))));
        Assert.Equal(AnswerKind.Refused, Parser.Parse(string.Concat(Enumerable.Repeat("the cup, ", 200))).Kind);
    }

    [Fact]
    public void Parse_ControlCharactersAndLoneSurrogates_AreHarmless()
    {
        PlannerAnswer answer = Parser.Parse("take \u0007\uD83D the red\u001B[31m cup \0");
        Assert.Equal(AnswerKind.Plan, answer.Kind);
        PlannerAnswer odd = Parser.Parse("\u001B[2J\uDC00\u0000");
        Assert.Equal(AnswerKind.NotUnderstood, odd.Kind);
    }

    [Fact]
    public void Parse_RandomWordsOfTheVocabulary_NeverThrows()
    {
        string[] words = ["take", "the", "red", "cup", "left", "of", "and", "first", "two", "not", "except", "table", "tray", ",", ".", "second", "from", "with", "a", "handle", "everything", "then", "it", "or", "on", "nearest", "one", "unicorn", "leave", "last", "between"];
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            string prompt = string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            PlannerAnswer answer = Parser.Parse(prompt);
            Assert.Equal(answer.Kind == AnswerKind.Plan, answer.Plan is not null);
            Assert.NotEmpty(answer.Text);
        }
    }

    [Fact]
    public void Parse_PositionsAndSelectors_AreTakenApart()
    {
        ReferringExpression cup = Parser.Parse("take the second small red mug from the left that is behind the tin").Plan!.Steps[0].Targets[0];
        Assert.Equal("cup", cup.Noun);
        Assert.Equal(new Selector(Measure.Right, Largest: false, 2), cup.Selector);
        Assert.Contains(new AttributeTest(AttributeKind.Size, ["small"]), cup.Attributes);
        Assert.Contains(new AttributeTest(AttributeKind.Colour, ["red"]), cup.Attributes);
        Assert.Equal(RelationKind.Behind, cup.Relations[0].Kind);
        Assert.Equal("tin", cup.Relations[0].Anchors[0].Noun);
    }

    [Fact]
    public void Parse_UnknownNoun_KeepsItAsUnknown()
    {
        ReferringExpression unicorn = Parser.Parse("grab the pink unicorn").Plan!.Steps[0].Targets[0];
        Assert.False(unicorn.NounIsKnown);
        Assert.Equal("unicorn", unicorn.Noun);
    }

    [Fact]
    public void Parse_SlipOfTheFinger_IsCorrectedAndSaid()
    {
        PlannerAnswer answer = Parser.Parse("take the botle");
        Assert.Equal("bottle", answer.Plan!.Steps[0].Targets[0].Noun);
        Assert.Contains(answer.Notes, n => n.Contains("\"botle\" as \"bottle\"", StringComparison.Ordinal));
    }
}
