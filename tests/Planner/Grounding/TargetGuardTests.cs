using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

public sealed class TargetGuardTests
{
    private static readonly InstructionParser Parser = new(Vocabulary.BuiltIn);

    [Theory]
    [InlineData("take the red cup", "red", "cup")]
    [InlineData("take the cup", "blue", "cup")]
    [InlineData("take everything", "blue", "cup")]
    [InlineData("take the fruit", "green", "apple")]
    [InlineData("take the apples and the bananas", "yellow", "banana")]
    [InlineData("take the red or blue cup", "blue", "cup")]
    public void Objection_ObjectThatTheWordsMean_IsNull(string words, string colour, string noun) =>
        Assert.Null(TargetGuard.Objection(Targets(words), SceneBuilder.Object(colour, noun, 0, 0)));

    [Theory]
    [InlineData("take the red cup", "blue", "cup", "nothing of it is red")]
    [InlineData("take the red cup", "red", "tin", "looks like a tin, not like a cup")]
    [InlineData("take the fruit", "green", "bottle", "looks like a bottle, not like a fruit")]
    [InlineData("take everything green", "yellow", "banana", "nothing of it is green")]
    public void Objection_ObjectOfAnotherKindOrColour_SaysWhy(string words, string colour, string noun, string why) =>
        Assert.Contains(why, TargetGuard.Objection(Targets(words), SceneBuilder.Object(colour, noun, 0, 0)), StringComparison.Ordinal);

    [Fact]
    public void Objection_DoubtfulNoun_IsNull()
    {
        SeenObject o = SceneBuilder.Object("red", "tin", 0, 0);
        o = new SeenObject(o.Box, o.Mask, o.Features, null, o.Noun, o.Label, new Dictionary<string, double> { ["tin"] = 0.7, ["jar"] = 0.29 });
        Assert.Null(TargetGuard.Objection(Targets("take the cup"), o));
    }

    private static IReadOnlyList<ReferringExpression> Targets(string words) => Parser.Parse(words).Plan!.Steps[0].Targets;
}
