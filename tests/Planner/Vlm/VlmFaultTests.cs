using DexGrasp.Core.Images;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>Every fault that a server or a model can make, and its name. A fault never ends in a motion.</summary>
public sealed class VlmFaultTests
{
    private const string Good = """{"held": true, "on_table": false, "reason": "It is in the hand."}""";

    // Name of the case, outcome, requests that the server gets.
    public static TheoryData<string, VlmOutcome, int> Faults() => new()
    {
        { "dead server", VlmOutcome.ServerUnreachable, 0 },
        { "dropped connection", VlmOutcome.ServerUnreachable, 3 },
        { "slow server", VlmOutcome.TimedOut, 3 },
        { "http 401", VlmOutcome.AccessDenied, 1 },
        { "http 403", VlmOutcome.AccessDenied, 1 },
        { "http 400", VlmOutcome.RequestRejected, 1 },
        { "http 404", VlmOutcome.RequestRejected, 1 },
        { "http 302", VlmOutcome.RequestRejected, 1 },
        { "http 429", VlmOutcome.RateLimited, 3 },
        { "http 429, an hour", VlmOutcome.RateLimited, 1 },
        { "http 500", VlmOutcome.ServerError, 3 },
        { "http 503", VlmOutcome.ServerError, 3 },
        { "web page", VlmOutcome.ReplyUnreadable, 1 },
        { "other json", VlmOutcome.ReplyUnreadable, 1 },
        { "huge reply", VlmOutcome.AnswerTooLong, 1 },
        { "huge answer", VlmOutcome.AnswerTooLong, 2 },
        { "empty answer", VlmOutcome.EmptyAnswer, 2 },
        { "null answer", VlmOutcome.EmptyAnswer, 2 },
        { "cut off", VlmOutcome.AnswerCutOff, 2 },
        { "cut off in a value", VlmOutcome.AnswerCutOff, 2 },
        { "cut off at once", VlmOutcome.AnswerCutOff, 2 },
        { "endless thinking", VlmOutcome.AnswerCutOff, 2 },
        { "prose", VlmOutcome.NotJson, 2 },
        { "negative sentence with true in it", VlmOutcome.NotJson, 2 },
        { "broken json", VlmOutcome.NotJson, 2 },
        { "broken json around a good one", VlmOutcome.NotJson, 2 },
        { "said twice", VlmOutcome.NotJson, 2 },
        { "two answers", VlmOutcome.SeveralAnswers, 2 },
        { "text for a boolean", VlmOutcome.WrongShape, 2 },
        { "number for a boolean", VlmOutcome.WrongShape, 2 },
        { "null for a boolean", VlmOutcome.WrongShape, 2 },
        { "field missing", VlmOutcome.WrongShape, 2 },
        { "field unknown", VlmOutcome.WrongShape, 2 },
        { "reason too long", VlmOutcome.WrongShape, 2 },
        { "contradiction", VlmOutcome.Contradiction, 2 },
        { "refusal", VlmOutcome.ModelRefused, 1 },
        { "refusal field", VlmOutcome.ModelRefused, 1 },
        { "content filter", VlmOutcome.ModelRefused, 1 },
    };

    public static TheoryData<string, VlmOutcome> BoxFaults() => new()
    {
        { "[600, 100, 900, 200]", VlmOutcome.BoxOutside },
        { "[-50, 10, 40, 60]", VlmOutcome.BoxOutside },
        { "[1e300, 10, 40, 60]", VlmOutcome.BoxOutside },
        { "[200, 200, 100, 100]", VlmOutcome.BoxReversed },
        { "[200, 100, 100, 200]", VlmOutcome.BoxReversed },
        { "[100, 100, 100, 200]", VlmOutcome.BoxEmpty },
        { "[0.1, 0.2, 0.5, 0.6]", VlmOutcome.BoxEmpty },
        { "[0, 0, 640, 480]", VlmOutcome.BoxIsWholePicture },
        { "[[10, 10, 60, 60], [70, 70, 90, 90]]", VlmOutcome.SeveralBoxes },
        { "[10, 10, 60, 60, 70, 70, 90, 90]", VlmOutcome.SeveralBoxes },
        { "[2, 2, 12, 12]", VlmOutcome.NothingThere },
        { "[10, 10, 60]", VlmOutcome.WrongShape },
        { "[]", VlmOutcome.WrongShape },
        { "[\"10\", 10, 60, 60]", VlmOutcome.WrongShape },
        { "\"10, 10, 60, 60\"", VlmOutcome.WrongShape },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task VerifyGraspAsync_EveryFault_EndsWithItsName(string name, VlmOutcome outcome, int requests)
    {
        await using var server = new FakeModelServer(Reply(name));
        using var bench = new VlmBench(name == "dead server" ? FakeModelServer.NobodyThere() : server.Url);
        if (name == "slow server")
            server.Arrived = _ => bench.Time.Advance(TimeSpan.FromSeconds(61));

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(
            () => bench.Planner.VerifyGraspAsync(VlmBench.Seen, VlmBench.Seen, VlmBench.Goal, TestContext.Current.CancellationToken));

        Assert.Equal(outcome, e.Fault.Outcome);
        Assert.Equal(requests, server.Requests.Count);
        Assert.Contains("Nothing was moved", e.Message);
        Assert.Equal(outcome != VlmOutcome.ModelRefused, e.OthersMayAnswer);
        Assert.DoesNotContain("secret-key-123", e.Message);
    }

    [Fact]
    public void Faults_EveryOutcome_IsInOneOfTheTests()
    {
        VlmOutcome[] tested = [.. Faults().Select(f => f.Data.Item2), .. BoxFaults().Select(f => f.Data.Item2), VlmOutcome.Ok, VlmOutcome.BudgetSpent, VlmOutcome.NotRecorded];
        Assert.Equal(Enum.GetValues<VlmOutcome>(), tested.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(BoxFaults))]
    public async Task GroundAsync_BadBox_HasANameAndNoGoal(string box, VlmOutcome outcome)
    {
        await using var server = new FakeModelServer(FakeReply.Says($$"""{"found": true, "bbox_2d": {{box}}, "reason": "there"}"""));
        using var bench = new VlmBench(server.Url);

        // An object that is no longer where it was, so that the model is asked.
        Task<GroundedGoal> ground = bench.Planner.GroundAsync(VlmBench.Proposed(SceneThing()), VlmBench.Seen, TestContext.Current.CancellationToken);
        if (outcome == VlmOutcome.NothingThere)
            Assert.Null((await ground).Goal);
        else
            Assert.Equal(outcome, (await Assert.ThrowsAsync<VlmFaultException>(() => ground)).Fault.Outcome);

        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("Your answer cannot be used", server.Requests[1].TextOf("user"));
    }

    [Fact]
    public async Task GroundAsync_TwoObjectsInTheAnswer_AreSeveralBoxes()
    {
        await using var server = new FakeModelServer(FakeReply.Says($"[{VlmBench.Box(new BoundingBox(10, 10, 60, 60))}, {VlmBench.Box(new BoundingBox(70, 70, 90, 90))}]"));
        using var bench = new VlmBench(server.Url);

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(() => bench.Planner.GroundAsync(VlmBench.Proposed(SceneThing()), VlmBench.Seen, TestContext.Current.CancellationToken));

        Assert.Equal(VlmOutcome.SeveralBoxes, e.Fault.Outcome);
    }

    [Fact]
    public async Task ProposeAsync_BoxWhereNothingIs_FindsNothingAndSaysSo()
    {
        await using var server = new FakeModelServer(r => r.Question == "proposal" ? FakeReply.Says(VlmBench.Choice) : FakeReply.Says(VlmBench.Box(new BoundingBox(2, 2, 12, 12))));
        using var bench = new VlmBench(server.Url);

        Proposal proposal = await bench.Planner.ProposeAsync(VlmBench.Memory(), VlmBench.Seen, TestContext.Current.CancellationToken);

        Assert.Equal(GraspLoopTrigger.NothingMatches, proposal.Trigger);
        Assert.Null(proposal.Object);
        Assert.Contains("see no object in the model's box", proposal.Reason);
    }

    [Theory]
    [InlineData("```json\n{0}\n```")]
    [InlineData("Let me look. The hand is closed {{as far as I see}}.\n\n{0}\n\nI hope that helps!")]
    [InlineData("<think>Is it? {{\"held\": false}} no...</think>{0}")]
    [InlineData("{0}{0}")]
    [InlineData("[{0}]")]
    public async Task VerifyGraspAsync_GoodAnswerInBadClothes_IsUnderstoodAtOnce(string around)
    {
        await using var server = new FakeModelServer(FakeReply.Says(string.Format(around, Good)));
        using var bench = new VlmBench(server.Url);

        Assert.True((await bench.Planner.VerifyGraspAsync(VlmBench.Seen, VlmBench.Seen, VlmBench.Goal, TestContext.Current.CancellationToken)).Held);

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task VerifyGraspAsync_ExplanationCutOff_IsUnderstood()
    {
        await using var server = new FakeModelServer(FakeReply.Says("""{"held": false, "on_table": true, "reason": "The cup stands on the ta""", finish: "length"));
        using var bench = new VlmBench(server.Url);

        Assert.False((await bench.Planner.VerifyGraspAsync(VlmBench.Seen, VlmBench.Seen, VlmBench.Goal, TestContext.Current.CancellationToken)).Held);
    }

    private static DexGrasp.Planner.Grounding.SeenObject SceneThing() => Grounding.SceneBuilder.Object("red", "cup", 3, 3);

    private static FakeReply Reply(string name) => name switch
    {
        "dropped connection" => FakeReply.Dropped,
        "slow server" => FakeReply.Slow,
        "http 429, an hour" => FakeReply.Error(429, "3600"),
        "web page" => new FakeReply(200, "<html><body>Welcome</body></html>"),
        "other json" => new FakeReply(200, """{"answer": 42}"""),
        "huge reply" => new FakeReply(200, new string(' ', 5 << 20)),
        "huge answer" => FakeReply.Says(Good + new string('x', 40000)),
        "empty answer" => FakeReply.Says("  \n"),
        "null answer" => FakeReply.Says(null),
        "cut off" => FakeReply.Says("""{"held": false""", "length"),
        "cut off in a value" => FakeReply.Says("""{"held": tru""", "length"),
        "cut off at once" => FakeReply.Says("", "length"),
        "endless thinking" => FakeReply.Says("<think>Let me see. It may be true, {\"held\": true", "length"),
        "prose" => FakeReply.Says("The object is in the hand."),
        "negative sentence with true in it" => FakeReply.Says("It is not true that the object is held: true grasping needs contact."),
        "broken json" => FakeReply.Says("""{"held": maybe, "on_table": false, "reason": ""}"""),
        "broken json around a good one" => FakeReply.Says("{\"draft\": " + Good + ", \"held\" false}"),
        "said twice" => FakeReply.Says("""{"held": false, "on_table": true, "reason": "", "held": true}"""),
        "two answers" => FakeReply.Says(Good + "\nor rather\n" + Good.Replace("true", "false")),
        "text for a boolean" => FakeReply.Says("""{"held": "true", "on_table": false, "reason": ""}"""),
        "number for a boolean" => FakeReply.Says("""{"held": 1, "on_table": false, "reason": ""}"""),
        "null for a boolean" => FakeReply.Says("""{"held": null, "on_table": false, "reason": ""}"""),
        "field missing" => FakeReply.Says("""{"held": true, "reason": ""}"""),
        "field unknown" => FakeReply.Says(Good[..^1] + """, "run": "rm -rf /"}"""),
        "reason too long" => FakeReply.Says(Good.Replace("It is", new string('i', 2000))),
        "contradiction" => FakeReply.Says("""{"held": true, "on_table": true, "reason": ""}"""),
        "refusal" => FakeReply.Says("I'm sorry, but I can't help with that."),
        "refusal field" => FakeReply.Says(null, refusal: "I will not say whether it is true."),
        "content filter" => FakeReply.Says("", finish: "content_filter"),
        _ when name.StartsWith("http", StringComparison.Ordinal) => FakeReply.Error(int.Parse(name.AsSpan(5, 3)), message: "Incorrect key provided: secret-key-123"),
        _ => FakeReply.Says(Good),
    };
}
