namespace DexGrasp.App.Demo;

/// <summary>Something worth telling that happened during a run.</summary>
/// <param name="TimeS">On the driver host's clock. Unit: s.</param>
/// <param name="Kind">"plan", "goal", "grasp", "place", "gate", "fault" or "end".</param>
/// <param name="Text">One sentence for people.</param>
public sealed record DemoEvent(double TimeS, string Kind, string Text);
