using DexGrasp.App.Planning;
using DexGrasp.App.Policies;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.App.Demo;

/// <summary>What the demo does.</summary>
/// <param name="Prompt">The person's words. Default: "clear the table".</param>
/// <param name="Seed">Seed of the scene. Default: 0.</param>
/// <param name="Folder">Where video, recording and report go.</param>
/// <param name="RealTime">Whether the simulation waits for the wall clock; otherwise it runs as fast as it can.</param>
/// <param name="Objects">"train", "heldout", "flat" or a JSON file; null: what fits scene and words.</param>
/// <param name="Scene">A named scene or a JSON file; null: where the things that the words name are found.</param>
/// <param name="Count">Objects on the table. Range: 1 to 25. Default: 5.</param>
/// <param name="Broker">An MQTT broker that runs already; null for the embedded one.</param>
/// <param name="Video">Whether to make a video.</param>
/// <param name="Policy">"classical", or the folder of a learned policy. Default: "classical".</param>
/// <param name="Tracker">What keeps the target's mask for a learned policy; null for the default.</param>
/// <param name="Planner">What understands and decides; null for the embedded planner.</param>
public sealed record DemoOptions(
    string Prompt, int Seed, string Folder, bool RealTime, string? Objects, string? Scene, int Count, BrokerAddress? Broker, bool Video,
    string Policy = "classical", TrackerChoice? Tracker = null, PlannerChoice? Planner = null);
