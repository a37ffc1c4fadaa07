using CsCheck;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Operators;
using Xunit;

namespace DexGrasp.Tests.Planner.Operators;

public sealed class OperatorDialogueTests
{
    private static readonly string[] Words =
    [
        "", " ", "take the red cup", "clear the table", "go home", "release", "reset", "resume", "status", "help", "what do you see", "cancel", "hello there", "confirm 9", "yes\u0000no",
        "pick up the flux capacitor", "open the door", "\ud800", "everything green", "🙂", "the cup confirm 3 please",
    ];

    private static readonly string[] Stops = ["stop", "STOP!", "halt", "please stop now", "don't stop", "freeze", "Stop, stop", "pause", "hold on", "take the cup and then stop", "e-stop"];
    private static readonly GateMode?[] Modes = [null, GateMode.Disarmed, GateMode.Armed, GateMode.Running, GateMode.Braking, GateMode.Latched];

    [Theory]
    [InlineData("take the red cup")]
    [InlineData("go home")]
    [InlineData("release")]
    public void Hear_Motion_IsReadBackAndNotDone(string words)
    {
        OperatorDialogue dialogue = Ready();

        DialogueTurn turn = dialogue.Hear(new OperatorUtterance(words), S(1));

        Assert.Empty(turn.Actions);
        Assert.Contains("confirm 1", Assert.Single(turn.Replies), StringComparison.Ordinal);
        Assert.Equal(CommandClass.Motion, turn.Command!.Class);
        Assert.Equal(S(9), dialogue.Pending!.Until);
    }

    [Theory]
    [InlineData("confirm 1", OperatorSource.Text)]
    [InlineData("Confirm one.", OperatorSource.Voice)]
    [InlineData("1", OperatorSource.Text)]
    [InlineData("", OperatorSource.Text)]
    [InlineData("yes", OperatorSource.Text)]
    public void Hear_ConfirmedInTime_SendsTheGoal(string words, OperatorSource source)
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup"), S(1));

        DialogueTurn turn = dialogue.Hear(new OperatorUtterance(words, source), S(8.9));

        Assert.Equal(new OperatorAction(OperatorActionKind.SendGoal, "take the red cup"), Assert.Single(turn.Actions));
        Assert.Null(dialogue.Pending);
        Assert.Equal("take the red cup", dialogue.Task);
    }

    [Theory]
    [InlineData("confirm 2", OperatorSource.Text)]
    [InlineData("", OperatorSource.Voice)]
    [InlineData("yes", OperatorSource.Voice)]
    [InlineData("confirm", OperatorSource.Voice)]
    [InlineData("cancel", OperatorSource.Text)]
    [InlineData("status", OperatorSource.Text)]
    [InlineData("confirm 1 2", OperatorSource.Text)]
    public void Hear_NoFittingConfirmation_DoesNothing(string words, OperatorSource source)
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup"), S(1));

        DialogueTurn turn = dialogue.Hear(new OperatorUtterance(words, source), S(2));

        Assert.Empty(turn.Actions);
    }

    [Fact]
    public void Hear_ConfirmedTooLate_DoesNothingAndSaysSo()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup"), S(1));

        DialogueTurn turn = dialogue.Hear(new OperatorUtterance("confirm 1"), S(9));

        Assert.Empty(turn.Actions);
        Assert.Contains("not confirmed within 8 s", turn.Replies[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Hear_ConfirmationNotFinal_DoesNothing()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup", OperatorSource.Voice), S(1));

        Assert.Same(DialogueTurn.None, dialogue.Hear(new OperatorUtterance("confirm one", OperatorSource.Voice, IsFinal: false), S(2)));
    }

    [Fact]
    public void Hear_SpokenMotionThenPlainEnter_DoesNothing()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup", OperatorSource.Voice), S(1));

        Assert.Empty(dialogue.Hear(new OperatorUtterance(""), S(2)).Actions);
        Assert.Empty(dialogue.Hear(new OperatorUtterance("yes"), S(2)).Actions);
        Assert.Single(dialogue.Hear(new OperatorUtterance("confirm 1"), S(2)).Actions);
    }

    [Fact]
    public void Hear_SpokenWithLittleConfidence_OnlyStops()
    {
        OperatorDialogue dialogue = Ready();

        Assert.Empty(dialogue.Hear(new OperatorUtterance("take the red cup", OperatorSource.Voice, Confidence: 0.3), S(1)).Actions);
        Assert.Null(dialogue.Pending);
        Assert.Single(dialogue.Hear(new OperatorUtterance("stop", OperatorSource.Voice, Confidence: 0.1), S(1)).Actions);
    }

    [Fact]
    public void Hear_ResumeSpoken_NeedsATypedConfirmation()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("clear the table"), S(0));
        dialogue.Hear(new OperatorUtterance("yes"), S(1));
        dialogue.Hear(new OperatorUtterance("pause", OperatorSource.Voice, IsFinal: false), S(2));
        dialogue.Notice(GateMode.Latched);
        Assert.Contains("not ended yet", Assert.Single(dialogue.Hear(new OperatorUtterance("resume"), S(2)).Replies), StringComparison.Ordinal);
        dialogue.Notice(new PlanNews("ended", "stopped", "Failed", "clear the table"));
        dialogue.Hear(new OperatorUtterance("resume", OperatorSource.Voice), S(3));

        Assert.Empty(dialogue.Hear(new OperatorUtterance("confirm two", OperatorSource.Voice), S(4)).Actions);
        DialogueTurn typed = dialogue.Hear(new OperatorUtterance("confirm 2"), S(5));

        Assert.Equal([new OperatorAction(OperatorActionKind.Reset), new OperatorAction(OperatorActionKind.SendGoal, "clear the table")], typed.Actions);
    }

    [Fact]
    public void Hear_TaskWhileLatched_IsRefusedUntilReset()
    {
        OperatorDialogue dialogue = Ready(GateMode.Latched);

        Assert.Contains("reset", Assert.Single(dialogue.Hear(new OperatorUtterance("take the red cup"), S(1)).Replies), StringComparison.Ordinal);
        Assert.Null(dialogue.Pending);
        dialogue.Hear(new OperatorUtterance("reset"), S(2));
        Assert.Equal([new OperatorAction(OperatorActionKind.Reset)], dialogue.Hear(new OperatorUtterance(""), S(3)).Actions);
    }

    [Fact]
    public void Confirm_ButtonOfAReplacedCommand_DoesNothing()
    {
        OperatorDialogue dialogue = Ready();
        long first = dialogue.Hear(new OperatorUtterance("take the red cup"), S(1)).Command!.Id;
        long second = dialogue.Hear(new OperatorUtterance("clear the table"), S(2)).Command!.Id;

        DialogueTurn stale = dialogue.Confirm(first, S(3)), withdrawn = dialogue.Cancel(first, S(3)), good = dialogue.Confirm(second, S(3)), again = dialogue.Confirm(second, S(3));

        Assert.All([stale, withdrawn, again], t => Assert.Equal((DialogueTurnKind.Stale, 0), (t.Kind, t.Actions.Count)));
        Assert.Equal(DialogueTurnKind.Confirmed, good.Kind);
        Assert.Equal([new OperatorAction(OperatorActionKind.SendGoal, "clear the table")], good.Actions);
    }

    [Fact]
    public void Confirm_ButtonAfterAStop_DoesNothing()
    {
        OperatorDialogue dialogue = Ready();
        long id = dialogue.Hear(new OperatorUtterance("take the red cup"), S(1)).Command!.Id;

        Assert.Equal(OperatorActionKind.Stop, Assert.Single(dialogue.Stop("pressed").Actions).Kind);

        Assert.Equal(DialogueTurnKind.Stale, dialogue.Confirm(id, S(2)).Kind);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("confirm")]
    public void Hear_PlainYesWhereSeveralTalk_AsksForTheNumber(string words)
    {
        var dialogue = new OperatorDialogue(IntentParser.BuiltIn, new OperatorDialogueOptions { IsShared = true, ConfirmWithin = null, NeedsRobot = false });
        dialogue.Hear(new OperatorUtterance("take the red cup"), S(1));

        Assert.Empty(dialogue.Hear(new OperatorUtterance(words), S(1000)).Actions);
        Assert.Single(dialogue.Hear(new OperatorUtterance("confirm 1"), S(2000)).Actions);
    }

    [Fact]
    public void Hear_TaskWhileAnotherIsUnderWay_SaysWhichItReplaces()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Notice(new PlanNews("state", "grasping", "Grasping", "clear the table"));

        dialogue.Hear(new OperatorUtterance("take the red cup"), S(1));

        Assert.Equal("clear the table", dialogue.Pending!.Replaces);
    }

    [Fact]
    public void Notice_SameWordsAtTheEnd_AreToldOnce()
    {
        OperatorDialogue dialogue = Ready();

        Assert.Single(dialogue.Notice(new PlanNews("said", "Done: 1 object is in the tray.", null, "clear the table")).Replies);
        Assert.Empty(dialogue.Notice(new PlanNews("ended", "Done: 1 object is in the tray.", "Finished", "clear the table")).Replies);
    }

    [Fact]
    public void Pass_GoalThatNobodyTakesUp_SaysSo()
    {
        OperatorDialogue dialogue = Ready();
        dialogue.Hear(new OperatorUtterance("take the red cup"), S(0));
        dialogue.Hear(new OperatorUtterance("yes"), S(1));

        Assert.Empty(dialogue.Pass(S(10)).Replies);
        Assert.Contains("dexgrasp run", Assert.Single(dialogue.Pass(S(11)).Replies), StringComparison.Ordinal);
    }

    [Fact]
    public void Hear_AnyWordsWithoutConfirmation_NeverMove() => Gen.Select(Any([.. Words, .. Stops]), Gen.Bool, Gen.Bool, Gen.Double[0, 1], Gen.Double[0, 20], Any(Modes)).Array[0, 30].Sample(inputs =>
    {
        var dialogue = new OperatorDialogue(IntentParser.BuiltIn);
        double at = 0;
        foreach ((string words, bool spoken, bool final, double confidence, double wait, GateMode? mode) in inputs)
        {
            at += wait;
            dialogue.Notice(mode);
            bool mayConfirm = dialogue.Pending is not null && !spoken && string.IsNullOrWhiteSpace(words) && final;
            bool namesNumber = words == "confirm 9" && dialogue.Pending?.Number == 9;
            if (mayConfirm || namesNumber)
                continue;
            Assert.DoesNotContain(dialogue.Hear(new OperatorUtterance(words, spoken ? OperatorSource.Voice : OperatorSource.Text, final, confidence), S(at)).Actions, a => a.IsMotion);
        }
    });

    [Fact]
    public void Hear_StopAnywhere_StopsAtOnce() => Gen.Select(Any(Words).Array[0, 10], Any(Stops), Gen.Bool, Gen.Double[0, 1], Any(Modes)).Sample((before, stopping, final, confidence, mode) =>
    {
        var dialogue = new OperatorDialogue(IntentParser.BuiltIn);
        dialogue.Notice(mode);
        foreach (string words in before)
            dialogue.Hear(new OperatorUtterance(words), S(1));

        DialogueTurn turn = dialogue.Hear(new OperatorUtterance(stopping, OperatorSource.Voice, final, confidence), S(1));

        Assert.Equal(OperatorActionKind.Stop, Assert.Single(turn.Actions).Kind);
        Assert.Null(dialogue.Pending);
    });

    private static OperatorDialogue Ready(GateMode mode = GateMode.Disarmed)
    {
        var dialogue = new OperatorDialogue(IntentParser.BuiltIn);
        dialogue.Notice(mode);
        return dialogue;
    }

    private static Gen<T> Any<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
