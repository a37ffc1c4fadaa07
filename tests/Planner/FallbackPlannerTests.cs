using DexGrasp.Core.Messages;
using DexGrasp.Planner;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;
using DexGrasp.Planner.Vlm;
using DexGrasp.Tests.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.Planner;

public sealed class FallbackPlannerTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UnderstandAsync_DeadServer_TheEmbeddedPlannerTakesOverAndSaysSo()
    {
        using var bench = new VlmBench(FakeModelServer.NobodyThere());
        List<string> told = [];
        var planner = new FallbackPlanner(bench.Planner, VlmBench.Eyes(), told.Add);

        PlannerAnswer answer = await planner.UnderstandAsync("clear the table", None);
        CompletionVerdict verdict = await planner.CheckCompletionAsync(new TaskMemory(answer.Plan!, new GraspLoopLimits()), VlmBench.Seen, None);

        Assert.True(planner.HasTakenOver);
        Assert.Contains("cannot be reached", answer.Text);
        Assert.Contains("The embedded planner takes over", answer.Text);
        Assert.Equal(GraspLoopTrigger.TaskOpen, verdict.Trigger);
        Assert.DoesNotContain("takes over", verdict.Reason);
        Assert.Empty(told);
    }

    [Fact]
    public async Task ProposeAsync_ServerDiesInTheMiddle_TheEmbeddedPlannerGoesOnWithTheSameTask()
    {
        FakeReply dead = FakeReply.Error(500);
        await using var server = new FakeModelServer(r => r.Question == "understanding" ? FakeReply.Says("""{"decision": "plan", "steps": ["take every object"], "reason": "All."}""") : dead);
        using var bench = new VlmBench(server.Url);
        List<string> told = [];
        var planner = new FallbackPlanner(bench.Planner, VlmBench.Eyes(), told.Add);
        var memory = new TaskMemory((await planner.UnderstandAsync("tidy up a bit", None)).Plan!, new GraspLoopLimits());

        Proposal proposal = await planner.ProposeAsync(memory, VlmBench.Seen, None);

        Assert.Equal(GraspLoopTrigger.ObjectChosen, proposal.Trigger);
        Assert.Contains("takes over", proposal.Reason);
        Assert.Contains("HTTP 500", Assert.Single(told));
        Assert.Equal(4, server.Requests.Count);
        await planner.UnderstandAsync("tidy up a bit more", None);
        Assert.False(planner.HasTakenOver);
    }

    [Fact]
    public async Task VerifyGraspAsync_ModelRefuses_NobodyElseIsAsked()
    {
        await using var server = new FakeModelServer(FakeReply.Says("I cannot help with that."));
        using var bench = new VlmBench(server.Url);
        var planner = new FallbackPlanner(bench.Planner, new Unasked());

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(() => planner.VerifyGraspAsync(VlmBench.Seen, VlmBench.Seen, VlmBench.Goal, None));

        Assert.Equal(VlmOutcome.ModelRefused, e.Fault.Outcome);
    }

    private sealed class Unasked : IPlanner
    {
        public string Name => "unasked";

        public Task<PlannerAnswer> UnderstandAsync(string? prompt, CancellationToken cancellationToken) => throw new InvalidOperationException("Asked.");

        public Task<CompletionVerdict> CheckCompletionAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken) => throw new InvalidOperationException("Asked.");

        public Task<Proposal> ProposeAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken) => throw new InvalidOperationException("Asked.");

        public Task<GroundedGoal> GroundAsync(Proposal proposal, Observation observation, CancellationToken cancellationToken) => throw new InvalidOperationException("Asked.");

        public Task<GraspVerdict> VerifyGraspAsync(Observation before, Observation after, GroundedGoal target, CancellationToken cancellationToken) => throw new InvalidOperationException("Asked.");
    }
}
