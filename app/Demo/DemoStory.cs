namespace DexGrasp.App.Demo;

/// <summary>Everything the demo's report tells.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Events">In the order in which they happened.</param>
/// <param name="Pictures">What the planner saw when it chose.</param>
/// <param name="Facts">Name and value of what the run comes from and of what was measured.</param>
public sealed record DemoStory(
    DemoResult Result, IReadOnlyList<DemoEvent> Events, IReadOnlyList<DemoPicture> Pictures, IReadOnlyList<(string Name, string Value)> Facts);
