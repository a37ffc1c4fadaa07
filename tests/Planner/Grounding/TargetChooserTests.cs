using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using Xunit;
using static DexGrasp.Tests.Planner.Grounding.SceneBuilder;

namespace DexGrasp.Tests.Planner.Grounding;

public sealed class TargetChooserTests
{
    private static readonly TargetChooser Chooser = new(new ReferenceResolver(Workcell.Reference));
    private static readonly SeenObject RedCup = Object("red", "cup", -0.15, 0);
    private static readonly SeenObject BlueCup = Object("blue", "cup", 0.15, 0.02, side: 0.05, height: 0.06);
    private static readonly SeenObject Tin = Object("grey", "tin", 0, 0, height: 0.10);
    private static readonly SeenObject Apple = Object("green", "apple", 0.02, 0.14, side: 0.07, height: 0.07);
    private static readonly SeenObject Banana = Object("yellow", "banana", 0.05, -0.15, side: 0.12, height: 0.03);
    private static readonly SceneView Scene = Of(RedCup, Tin, Apple, Banana, BlueCup);

    [Theory]
    [InlineData("take the red cup", "red cup")]
    [InlineData("take the cup left of the tin", "red cup")]
    [InlineData("take the cup right of the tin", "blue cup")]
    [InlineData("take the thing behind the tin", "green apple")]
    [InlineData("take the thing in front of the tin", "yellow banana")]
    [InlineData("take the object between the two cups", "grey tin")]
    [InlineData("take the leftmost object", "red cup")]
    [InlineData("take the second object from the right", "yellow banana")]
    [InlineData("take the smallest cup", "blue cup")]
    [InlineData("take the tallest object", "grey tin")]
    [InlineData("take the cup nearest to the apple", "blue cup")]
    [InlineData("take the fruit", "yellow banana")]
    [InlineData("take the cup that is not red", "blue cup")]
    [InlineData("take everything green", "green apple")]
    [InlineData("clear the table, smallest first", "blue cup")]
    [InlineData("clear the table, cups last, tallest first", "grey tin")]
    [InlineData("clear the table from left to right", "red cup")]
    [InlineData("take the tin, then the red cup", "grey tin")]
    [InlineData("take the nearest object", "yellow banana")]
    [InlineData("take the cup on the right", "blue cup")]
    public void Propose_PlainScene_ChoosesTheRightObject(string prompt, string label)
    {
        Proposal proposal = Chooser.Propose(Memory(prompt), Scene);
        Assert.Equal(GraspLoopTrigger.ObjectChosen, proposal.Trigger);
        Assert.Equal(label, proposal.Object!.Label);
        Assert.Contains(label, proposal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckCompletion_PlacedObjectOnTheTableAgain_IsNotCounted()
    {
        TaskMemory memory = Memory("take the red cup");
        Chooser.CheckCompletion(memory, Scene);
        memory.RecordPlaced(Chooser.Propose(memory, Scene));
        SceneView fallenOut = Of(Tin, Apple, Banana, BlueCup, Object("red", "cup", -0.22, 0.12));

        Assert.Equal((GraspLoopTrigger.TaskOpen, 0), (Chooser.CheckCompletion(memory, fallenOut).Trigger, memory.Placed));
        memory.RecordPlaced(Chooser.Propose(memory, fallenOut));
        CompletionVerdict done = Chooser.CheckCompletion(memory, Of(Tin, Apple, Banana, BlueCup));

        Assert.Equal(GraspLoopTrigger.TaskDone, done.Trigger);
        Assert.Contains("1 object is in the tray", done.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckCompletion_AnotherOfItsKindPushedAside_CountsThePlacedOne()
    {
        TaskMemory memory = Memory("take the red cup");
        Chooser.CheckCompletion(memory, Scene);
        memory.RecordPlaced(Chooser.Propose(memory, Scene));

        CompletionVerdict done = Chooser.CheckCompletion(memory, Of(Tin, Apple, Banana, Object("blue", "cup", 0.22, 0.1)));

        Assert.Equal((GraspLoopTrigger.TaskDone, 1), (done.Trigger, memory.Placed));
    }

    [Fact]
    public void Propose_ObjectThatLooksMoreLikeAnotherKind_IsCalledAsThePersonDid()
    {
        SeenObject doubtful = SceneBuilder.Object("purple", "aubergine", 0, 0);
        doubtful = new SeenObject(doubtful.Box, doubtful.Mask, doubtful.Features, null, doubtful.Noun, doubtful.Label, new Dictionary<string, double> { ["aubergine"] = 0.6, ["bottle"] = 0.4 });

        Proposal proposal = Chooser.Propose(Memory("take the bottles"), SceneBuilder.Of(doubtful));

        Assert.Equal("purple bottle", proposal.Label);
        Assert.Contains("purple bottle", proposal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("take the green cup")]
    [InlineData("take the hammer")]
    [InlineData("take the unicorn")]
    [InlineData("take the cup left of the hammer")]
    [InlineData("take the third cup from the left")]
    public void CheckCompletion_NothingFits_IsNotFound(string prompt)
    {
        CompletionVerdict verdict = Chooser.CheckCompletion(Memory(prompt), Scene);
        Assert.Equal(GraspLoopTrigger.NothingMatches, verdict.Trigger);
        Assert.Contains("I see no ", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("I see: a red cup", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ClearTheTable_ObjectByObject_EndsDone()
    {
        TaskMemory memory = Memory("clear the table except the apple and the second object from the left");
        List<SeenObject> left = [.. Scene.Objects];
        List<string> taken = [];
        while (Chooser.CheckCompletion(memory, Of([.. left])).Trigger == GraspLoopTrigger.TaskOpen)
        {
            Proposal proposal = Chooser.Propose(memory, Of([.. left]));
            memory.RecordAttempt(proposal);
            memory.RecordPlaced(proposal);
            taken.Add(proposal.Object!.Label);
            left.Remove(proposal.Object);
        }

        Assert.Equal(["blue cup", "red cup", "yellow banana"], taken.Order());
        Assert.Equal(GraspLoopTrigger.TaskDone, Chooser.CheckCompletion(memory, Of([.. left])).Trigger);
    }

    [Fact]
    public void EverythingGreen_OnceTheGreenIsGone_LeavesWhatOnlyHasAGreenRing()
    {
        SeenObject torch = Coloured(SceneBuilder.Object("black", "torch", -0.1, 0.1), ("black", 0.7f), ("yellow", 0.2f), ("green", 0.1f));
        SeenObject beaker = Coloured(SceneBuilder.Object("yellow", "cup", 0.1, 0.1), ("yellow", 0.75f), ("green", 0.25f));
        TaskMemory memory = Memory("take everything green");
        Assert.Equal(GraspLoopTrigger.TaskOpen, Chooser.CheckCompletion(memory, Of(torch, Apple, beaker)).Trigger);
        Proposal first = Chooser.Propose(memory, Of(torch, Apple, beaker));
        Assert.Equal("green apple", first.Object!.Label);
        memory.RecordPlaced(first);

        Assert.Equal(GraspLoopTrigger.TaskDone, Chooser.CheckCompletion(memory, Of(torch, beaker)).Trigger);
    }

    [Theory]
    [InlineData("take all the bottles", 0.1, true, false)]
    [InlineData("take all the bottles", 0.1, false, true)]
    [InlineData("take all the bottles", 0.04, false, false)]
    [InlineData("take the bottle", 0.1, false, false)]
    [InlineData("take all the drinks", 0.1, false, false)]
    public void Plural_OneFitsFaintly_IsMeantIfElseThereWouldBeOne(string prompt, double fit, bool another, bool meant)
    {
        SeenObject faint = Fitting(SceneBuilder.Object("grey", "brush", 0, 0), ("brush", 0.8), ("bottle", fit));
        SeenObject bottle = SceneBuilder.Object("blue", "bottle", 0.1, 0), second = SceneBuilder.Object("red", "bottle", -0.1, 0);
        SeenObject[] rest = another ? [faint, second] : [faint];
        TaskMemory memory = Memory(prompt);
        Chooser.CheckCompletion(memory, Of([bottle, .. rest]));
        memory.RecordPlaced(Chooser.Propose(memory, Of([bottle, .. rest])));
        if (another)
            memory.RecordPlaced(Chooser.Propose(memory, Of(rest)));

        CompletionVerdict verdict = Chooser.CheckCompletion(memory, Of(faint));

        Assert.Equal(meant ? GraspLoopTrigger.TaskOpen : GraspLoopTrigger.TaskDone, verdict.Trigger);
    }

    [Fact]
    public void Plural_TwoFitFaintlyAlike_NeitherIsMeant()
    {
        SeenObject one = Fitting(SceneBuilder.Object("grey", "brush", 0, 0), ("brush", 0.8), ("bottle", 0.1)), other = Fitting(SceneBuilder.Object("red", "tube", -0.1, 0), ("tube", 0.8), ("bottle", 0.09));
        SeenObject bottle = SceneBuilder.Object("blue", "bottle", 0.1, 0);
        TaskMemory memory = Memory("take all the bottles");
        Chooser.CheckCompletion(memory, Of(one, bottle, other));
        memory.RecordPlaced(Chooser.Propose(memory, Of(one, bottle, other)));

        Assert.Equal(GraspLoopTrigger.TaskDone, Chooser.CheckCompletion(memory, Of(one, other)).Trigger);
    }

    private static SeenObject Fitting(SeenObject o, params (string Noun, double Fit)[] nouns) =>
        new(o.Box, o.Mask, o.Features, null, o.Noun, o.Label, nouns.ToDictionary(n => n.Noun, n => n.Fit));

    private static SeenObject Coloured(SeenObject o, params (string Name, float Share)[] colours)
    {
        var shares = new float[AttributeNames.Colours.Count];
        foreach ((string name, float share) in colours)
            shares[AttributeNames.Colours.ToList().IndexOf(name)] = share;
        return new SeenObject(o.Box, o.Mask, o.Features with { ColourShares = shares, ColourFits = shares }, null, o.Noun, o.Label, o.Categories);
    }

    [Theory]
    [InlineData(true, GraspLoopTrigger.TaskDone)]
    [InlineData(false, GraspLoopTrigger.AttemptsUsedUp)]
    public void GivenUp_ThenOneOfItsKindIsTakenElsewhere_IsForgottenIfItIsThatOne(bool pushed, GraspLoopTrigger end)
    {
        TaskMemory memory = Memory("clear the table");
        SeenObject moved = SceneBuilder.Object("red", "cup", 0.1, 0.1);
        SceneView later = pushed ? Of(moved) : Of(RedCup, moved);
        Chooser.CheckCompletion(memory, Of(RedCup));
        for (int i = 0; i < memory.Limits.AttemptsPerObject; i++)
            memory.RecordFailure(Chooser.Propose(memory, Of(RedCup)));

        memory.RecordPlaced(Chooser.Propose(memory, later));

        Assert.Equal(end, Chooser.CheckCompletion(memory, pushed ? Of() : Of(RedCup)).Trigger);
    }

    [Fact]
    public void TwoCups_OneTaken_AsksForTheOtherThenEnds()
    {
        TaskMemory memory = Memory("take the two cups, smallest first");
        Chooser.CheckCompletion(memory, Scene);
        Proposal first = Chooser.Propose(memory, Scene);
        Assert.Equal("blue cup", first.Object!.Label);
        memory.RecordPlaced(first);
        SceneView rest = Of(RedCup, Tin, Apple, Banana);
        Assert.Equal(GraspLoopTrigger.TaskOpen, Chooser.CheckCompletion(memory, rest).Trigger);
        Proposal second = Chooser.Propose(memory, rest);
        Assert.Equal("red cup", second.Object!.Label);
        memory.RecordPlaced(second);
        Assert.Equal(GraspLoopTrigger.TaskDone, Chooser.CheckCompletion(memory, Of(Tin, Apple, Banana)).Trigger);
    }

    [Fact]
    public void FailedObject_IsTriedAgainThenLeftAlone()
    {
        TaskMemory memory = Memory("take all cups");
        for (int i = 0; i < memory.Limits.AttemptsPerObject; i++)
        {
            Proposal proposal = Chooser.Propose(memory, Of(RedCup, Tin));
            Assert.Equal("red cup", proposal.Object!.Label);
            memory.RecordAttempt(proposal);
            memory.RecordFailure(proposal);
        }

        Assert.Null(Chooser.Propose(memory, Of(RedCup, Tin)).Object);
        CompletionVerdict verdict = Chooser.CheckCompletion(memory, Of(RedCup, Tin));
        Assert.Equal(GraspLoopTrigger.AttemptsUsedUp, verdict.Trigger);
        Assert.Contains("gave up 1", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void FailedObject_OthersComeFirst()
    {
        TaskMemory memory = Memory("clear the table");
        Proposal first = Chooser.Propose(memory, Scene);
        memory.RecordFailure(first);
        Assert.NotEqual(first.Object!.Label, Chooser.Propose(memory, Scene).Object!.Label);
    }

    [Fact]
    public void AttemptsOfTheTask_UsedUp_Ends()
    {
        TaskMemory memory = new(Plan("clear the table"), new GraspLoopLimits { AttemptsPerTask = 1 });
        Proposal proposal = Chooser.Propose(memory, Scene);
        memory.RecordAttempt(proposal);
        Assert.Equal(GraspLoopTrigger.AttemptsUsedUp, Chooser.CheckCompletion(memory, Scene).Trigger);
    }

    [Fact]
    public void TwoAlike_IsSaid()
    {
        Proposal proposal = Chooser.Propose(Memory("take the cup"), Scene);
        Assert.Contains("The words also fit 1 other", proposal.Reason, StringComparison.Ordinal);
    }

    private static TaskPlan Plan(string prompt) => new InstructionParser(Vocabulary.BuiltIn).Parse(prompt).Plan!;

    private static TaskMemory Memory(string prompt) => new(Plan(prompt), new GraspLoopLimits());
}
