using System.Text.Json.Serialization;

namespace DexGrasp.App.Demo;

/// <summary>The content of <c>demo --json FILE</c>.</summary>
/// <param name="Prompt">The person's words.</param>
/// <param name="Seed">Seed of the scene.</param>
/// <param name="Objects">Objects on the table that the words asked for.</param>
/// <param name="Placed">How many of them the judge found in the tray at the end, or held up where there is no tray.</param>
/// <param name="Success">Whether all asked for were placed.</param>
/// <param name="Attempts">Grasps tried.</param>
/// <param name="Refused">Commands that the gate refused.</param>
/// <param name="Reason">"ok", or why it ended otherwise.</param>
/// <param name="Seconds">Wall time from start to end of the run. Unit: s.</param>
/// <param name="Video">Path of the video; null without one.</param>
/// <param name="Report">Path of the report.</param>
public sealed record DemoResult(
    string Prompt, int Seed, int Objects, int Placed, bool Success, int Attempts, long Refused, string Reason, double Seconds, string? Video, string Report)
{
    /// <summary>Gets where placed objects are, in words. Default: in the tray.</summary>
    [JsonIgnore]
    public string Where { get; init; } = "in the tray";
}
