using System.Collections.Concurrent;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Vlm;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Tests.Planner.Grounding;
using Microsoft.Extensions.Time.Testing;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>A planner in front of a fake server, with time that stands still until a test lets it pass, and a real scene to look at.</summary>
internal sealed class VlmBench : IDisposable
{
    private static readonly Lazy<RenderedScene> Scene = new(() => RenderedScene.Make(SceneCatalog.Find("default")!.WithCount(4), ObjectCatalog.Training, 5));
    private static readonly Lazy<SceneView> ViewOfScene = new(() => Eyes().Look(Scene.Value.Observation));
    private static readonly Lazy<GroundedGoal> GroundedTarget = new(() => Eyes().Ground(Proposed(Target), Seen));

    // Eyes remember the last picture, and all look at the same one.
    private static readonly ConcurrentBag<EmbeddedPlanner> RestedEyes = [];
    private readonly EmbeddedPlanner _eyes = RestedEyes.TryTake(out EmbeddedPlanner? eyes) ? eyes : Eyes();

    public VlmBench(Uri url, Func<VlmOptions, VlmOptions>? change = null, string? key = "secret-key-123", Microsoft.Extensions.AI.IChatClient? chat = null)
    {
        VlmOptions options = new() { Url = url, Model = "fake", PictureQuality = 101 };
        options = change?.Invoke(options) ?? options;
        Planner = new VlmPlanner(chat ?? VlmEndpoint.Connect(options, key), _eyes, options, Time, key);
        Planner.Waiting += (delay, fault) =>
        {
            Delays.Add((delay, fault.Outcome));
            Time.Advance(delay);
        };
    }

    public FakeTimeProvider Time { get; } = new();

    public VlmPlanner Planner { get; }

    public List<(TimeSpan Delay, VlmOutcome Outcome)> Delays { get; } = [];

    public static Observation Seen => Scene.Value.Observation;

    public static SceneView View => ViewOfScene.Value;

    /// <summary>Gets the object that tests point at.</summary>
    public static SeenObject Target => View.Objects[^1];

    /// <summary>Gets that object as a goal.</summary>
    public static GroundedGoal Goal => GroundedTarget.Value;

    public static EmbeddedPlanner Eyes() => new(Workcell.Reference, Rm75.Model, PartitionModel.BuiltIn);

    public static TaskMemory Memory(string words = "take the red cup") => new(new InstructionParser(Vocabulary.BuiltIn).Parse(words).Plan!, new GraspLoopLimits());

    public static Proposal Proposed(SeenObject? o) => new(GraspLoopTrigger.ObjectChosen, "grasp the thing", "", o, 0, View) { Label = "the thing" };

    public static string Box(BoundingBox b) => $$"""{"found": true, "bbox_2d": [{{b.Left}}, {{b.Top}}, {{b.Right}}, {{b.Bottom}}], "reason": "there"}""";

    public const string Choice = """{"decision": "object", "instruction": "grasp the thing in front", "label": "thing in front", "step": 1, "reason": "It stands free."}""";

    public void Dispose()
    {
        Planner.Dispose();
        RestedEyes.Add(_eyes);
    }
}
