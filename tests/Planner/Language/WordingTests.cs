using DexGrasp.Planner.Language;
using Xunit;

namespace DexGrasp.Tests.Planner.Language;

/// <summary>Ways of speaking that are read by rule, whatever thing they are about.</summary>
public sealed class WordingTests
{
    private static readonly InstructionParser Parser = new(Vocabulary.BuiltIn);

    [Theory]
    [InlineData("Out of everything on the table, choose the hammer and lift it.", "the hammer")]
    [InlineData("From all this stuff, just take the red ball.", "the red ball")]
    [InlineData("of the three bottles, take the tallest", "the tallest bottle")]
    [InlineData("Of the red things take the biggest", "the largest red object")]
    [InlineData("from the cups, I want the red one", "the red cup")]
    [InlineData("left of the tin is a cup. grab it.", "the cup left of the tin")]
    [InlineData("on the left there is a cup, take it", "the cup on the left")]
    [InlineData("counting from the right, take the second object", "the number 2 rightmost object")]
    [InlineData("right, let's do the potato", "the potato")]
    public void Parse_RestrictionBeforeTheThing_RestrictsIt(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("take the smallest of all the cups", "the smallest cup")]
    [InlineData("pick the tallest among the bottles", "the tallest bottle")]
    [InlineData("the bottle that is the tallest", "the tallest bottle")]
    [InlineData("the smaller of the two boxes please", "the small box")]
    [InlineData("the closest thing to the tin", "the object nearest to the tin")]
    [InlineData("grab the farthest cup from the box", "the cup farthest from the box")]
    [InlineData("the thing closest to me", "the nearest object")]
    [InlineData("choose the red cup from everything on the table", "the red cup")]
    [InlineData("take the pen out of the mug", "the pen in the cup")]
    [InlineData("take the lid off the jar", "the lid on top of the jar")]
    [InlineData("move the ball from the box to the tray", "the ball in the box")]
    [InlineData("separate the fruit from the toys", "every fruit")]
    [InlineData("my glasses, they're next to the book", "every glass next to the book")]
    [InlineData("grab the brush lying left of the tin", "the brush left of the tin")]
    [InlineData("the cup in red", "the red cup")]
    [InlineData("the object with the green colour", "the green object")]
    [InlineData("the third object, counted from the right", "the number 3 rightmost object")]
    [InlineData("cup number two from the right", "the number 2 rightmost cup")]
    [InlineData("the object that comes second from the left", "the number 2 leftmost object")]
    public void Parse_RestrictionAfterTheThing_RestrictsIt(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("The thing to grab is the blue block.", "the blue block")]
    [InlineData("the object you should take is the box on the left", "the box on the left")]
    [InlineData("the red cup is the one I want", "the red cup")]
    [InlineData("pick target: the white box", "the white box")]
    [InlineData("Do you see that leftmost object? Take it.", "the leftmost object")]
    [InlineData("grab the thing", "the object")]
    [InlineData("take the cup and another one", "the cup; then the cup")]
    public void Parse_ThingBesideWhatNamesIt_IsNoSecondObject(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("there are two cups and a jar, take the jar", "the jar")]
    [InlineData("On top of the book is a pen. Take the pen.", "the pen on top of the book")]
    [InlineData("I see a red cup, take it", "the red cup")]
    [InlineData("the pan is hot, so take the lid", "the lid")]
    [InlineData("the cup is dirty, take it", "the cup")]
    public void Parse_ThingOnlyMentioned_IsNotAskedFor(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("no wait, get the orange cup instead", "the orange cup")]
    [InlineData("take the cup, no, the bottle", "the bottle")]
    [InlineData("grab the tin, I mean the jar", "the jar")]
    [InlineData("pick up the red ball, scratch that, pick up the green one", "the green ball")]
    [InlineData("get the apple and the pear, no, the plum", "the apple; then the plum")]
    [InlineData("not the red cup, the blue one", "the blue cup, but not the red cup")]
    [InlineData("not the tin but the jar", "the jar, but not the tin")]
    [InlineData("take the bottle instead of the cup", "the bottle, but not the cup")]
    public void Parse_Correction_WithdrawsWhatWasSaid(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("Only pick up the brush, leave everything else alone.", "the brush")]
    [InlineData("grab the tin and don't disturb the other things", "the tin")]
    [InlineData("not that one, take the leftmost one", "the leftmost object")]
    [InlineData("I don't want anything but the red cup", "the red cup")]
    [InlineData("the cup stays, take the bottle", "the bottle, but not the cup")]
    [InlineData("take the soap, stay away from the pan", "the soap, but not the pan")]
    [InlineData("all but the banana", "every object, but not the banana")]
    [InlineData("don't forget the cup", "the cup")]
    public void Parse_WhatIsLeftAlone_ExceptsNoMoreThanIsNamed(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("take that bottle there, the green one", "the green bottle")]
    [InlineData("the box - the big one - please", "the big box")]
    [InlineData("a cup, red", "the red cup")]
    [InlineData("take the red cup, the blue one and the green one", "the red cup; then the blue cup; then the green cup")]
    [InlineData("take the cup, the bottle", "the cup; then the bottle")]
    public void Parse_SecondPhraseSaysMore_IsOneThing(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("Grip that toy tightly, ok?", "the toy")]
    [InlineData("can u get the peach rq", "the peach")]
    [InlineData("the red cup has to be grasped", "the red cup")]
    [InlineData("a lemon if you'd be so kind", "the lemon")]
    [InlineData("there ought to be a lemon somewhere; take that", "the lemon")]
    [InlineData("uh, take, take the red the red cup", "the red cup")]
    [InlineData("take the orange orange", "the orange orange")]
    [InlineData("take the wobbly thing", "the wobbly thing")]
    public void Parse_AdverbAuxiliaryOrWordSaidTwice_IsNoNoun(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("Clamp onto the green object.", "the green object")]
    [InlineData("Execute a grasp on the silver cup.", "the grey cup")]
    [InlineData("curl your fingers gently around the bottle", "the bottle")]
    [InlineData("get your claws on the tin", "the tin")]
    [InlineData("pull the red car out", "the red car")]
    [InlineData("my friend, the tin please", "the tin")]
    public void Parse_VerbOfTheHandOrOfDoing_IsAGrasp(string prompt, string expected) => AssertPlan(prompt, expected);

    [Theory]
    [InlineData("take the squishy thing", "squishy thing")]
    [InlineData("that blorp there, the green one", "blorp")]
    [InlineData("take the cup blorp", "cup blorp")]
    [InlineData("take the biggest of the blorps", "blorps")]
    [InlineData("the neighbour of the tin", "neighbour")]
    [InlineData("from the blorps, take the red one", "blorps")]
    [InlineData("take the cup, no, the blorp", "blorp")]
    public void Parse_UnreadNoun_NeverWidensTheReference(string prompt, string noun)
    {
        ReferringExpression target = Assert.Single(Assert.Single(Parser.Parse(prompt).Plan!.Steps).Targets);
        Assert.False(target.NounIsKnown);
        Assert.Equal(noun, target.Noun);
    }

    [Theory]
    [InlineData("where is the red cup?")]
    [InlineData("how many cups are there")]
    [InlineData("what is on the table?")]
    [InlineData("what's next to the tin?")]
    public void Parse_QuestionForWords_MovesNothing(string prompt) => Assert.Equal(AnswerKind.NotUnderstood, Parser.Parse(prompt).Kind);

    [Theory]
    [InlineData("take the cup and put it next to the box")]
    [InlineData("take the cup, no, the knife")]
    [InlineData("not the cup but the knife")]
    [InlineData("next to the cup is a knife, take it")]
    [InlineData("execute the cat")]
    [InlineData("put my friend in the tray")]
    [InlineData("don't forget the knife")]
    public void Parse_NewWayOfSpeakingAroundDanger_IsRefused(string prompt) => Assert.Equal(AnswerKind.Refused, Parser.Parse(prompt).Kind);

    [Theory]
    [InlineData("no, stop")]
    [InlineData("take the cup, no, stop")]
    [InlineData("wait, stop")]
    public void Parse_StopAfterACorrection_IsAStop(string prompt) => Assert.Equal(AnswerKind.Stop, Parser.Parse(prompt).Kind);

    private static void AssertPlan(string prompt, string expected) => Assert.Equal($"take {expected}", Parser.Parse(prompt).Plan?.ToString());
}
