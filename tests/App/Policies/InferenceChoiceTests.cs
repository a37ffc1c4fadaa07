using DexGrasp.App.Policies;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using Xunit;

namespace DexGrasp.Tests.App.Policies;

public sealed class InferenceChoiceTests
{
    [Fact]
    public void Apply_NothingChosen_ChangesNothing()
    {
        var options = new LearnedControllerOptions { FlowSteps = 3, GuidedSteps = 5, Seed = 9 };

        Assert.Equal(options, new InferenceChoice().Apply(options));
        Assert.Equal("", new InferenceChoice().Words);
    }

    [Fact]
    public void Apply_AllChosen_TakesThemAndLeavesTheRest()
    {
        var choice = new InferenceChoice(FlowSteps: 1, GuidedSteps: 0, Tracker: new TrackerChoice(TrackerKind.Network), HidesMask: true, CutsCorners: true, HoldsStill: true);

        Assert.Equal(new LearnedControllerOptions { FlowSteps = 1, GuidedSteps = 0, Tracker = TrackerKind.Network, ShowsMask = false, KeepsClear = false, Seed = 9 }, choice.Apply(new LearnedControllerOptions { Seed = 9 }));
        Assert.Equal("1 flow steps, 0 guided steps, network tracker, hidden mask, no clearance, synchronous inference", choice.Words);
    }
}
