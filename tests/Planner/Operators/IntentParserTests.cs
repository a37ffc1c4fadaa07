using CsCheck;
using DexGrasp.Planner.Operators;
using Xunit;

namespace DexGrasp.Tests.Planner.Operators;

public sealed class IntentParserTests
{
    [Theory]
    [InlineData("Stop!", OperatorIntent.Stop)]
    [InlineData("don't stop", OperatorIntent.Stop)]
    [InlineData("please, halt", OperatorIntent.Stop)]
    [InlineData("emergency", OperatorIntent.Stop)]
    [InlineData("hold on a second", OperatorIntent.Pause)]
    [InlineData("What's your status?", OperatorIntent.Status)]
    [InlineData("what do you see", OperatorIntent.Look)]
    [InlineData("?", OperatorIntent.Help)]
    [InlineData("never mind", OperatorIntent.Cancel)]
    [InlineData("please open your hand now", OperatorIntent.Release)]
    [InlineData("let go of it", OperatorIntent.Release)]
    [InlineData("go home", OperatorIntent.Home)]
    [InlineData("carry on", OperatorIntent.Resume)]
    [InlineData("reset the robot", OperatorIntent.Reset)]
    [InlineData("pick up the red cup left of the tin", OperatorIntent.Task)]
    [InlineData("place the banana in the tray", OperatorIntent.Task)]
    [InlineData("clear the table", OperatorIntent.Task)]
    [InlineData("open the door", OperatorIntent.NotUnderstood)]
    [InlineData("xyzzy", OperatorIntent.NotUnderstood)]
    [InlineData("  \t", OperatorIntent.Nothing)]
    [InlineData(null, OperatorIntent.Nothing)]
    public void Parse_Words_FindsWhatIsWanted(string? words, OperatorIntent intent) => Assert.Equal(intent, Parse(words).Intent);

    [Theory]
    [InlineData("confirm 7", 7)]
    [InlineData("confirm number seven please", 7)]
    [InlineData("7", 7)]
    [InlineData("CONFIRM EIGHT", 8)]
    public void Parse_Confirmation_FindsTheNumber(string words, int number)
    {
        OperatorCommand command = Parse(words);

        Assert.Equal(OperatorIntent.Confirm, command.Intent);
        Assert.Equal(number, command.Number);
    }

    [Fact]
    public void Parse_HundredKilobytes_IsAnsweredAndNotATask()
    {
        OperatorCommand command = Parse(new string('x', 100_000) + " take the cup");

        Assert.Equal(OperatorIntent.NotUnderstood, command.Intent);
        Assert.Contains("at most 2000", command.Meaning, StringComparison.Ordinal);
        Assert.True(command.Utterance.Length <= 80);
    }

    [Fact]
    public void Parse_HundredKilobytesWithAStop_Stops() => Assert.Equal(OperatorIntent.Stop, Parse(new string('x', 100_000) + " stop").Intent);

    [Fact]
    public void Parse_ControlCharacters_DoNotReachTheTerminal() => Assert.DoesNotContain(Parse("take \u001b[2J the\u0007 cup\u202e").Utterance, c => char.IsControl(c) || c == '\u202e');

    [Fact]
    public void Parse_AnyText_NeverThrows() => Gen.String.Sample(text => Assert.NotNull(Parse(text).Meaning));

    private static OperatorCommand Parse(string? words) => IntentParser.BuiltIn.Parse(new OperatorUtterance(words));
}
