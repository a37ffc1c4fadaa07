using System.Text.Json;
using System.Text.Json.Serialization;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;

namespace DexGrasp.Data.Conversion;

/// <summary>What this program writes into the attributes (.zattrs) of a zarr store, so that converting it back loses nothing.</summary>
/// <param name="Fps">Frames per second.</param>
/// <param name="RobotType">Name of the robot.</param>
/// <param name="JointNames">Names of the entries of action and state.</param>
/// <param name="Units">Units of action and state.</param>
/// <param name="Tasks">Words of each episode's task. Shape: [episodes].</param>
internal sealed record ZarrAttributes(
    [property: JsonPropertyName("fps")] int Fps,
    [property: JsonPropertyName("robot_type")] string RobotType,
    [property: JsonPropertyName("joint_names")] IReadOnlyList<string> JointNames,
    [property: JsonPropertyName("units")] string Units,
    [property: JsonPropertyName("tasks")] IReadOnlyList<string> Tasks)
{
    private const string File = ".zattrs";
    private const string Own = "dexgrasp";

    /// <summary>DexGraspVLA does not say in which order its hand's joints are, so they are numbered.</summary>
    private static readonly string[] ForeignNames = [.. Enumerable.Range(1, 7).Select(i => $"arm_{i}"), .. Enumerable.Range(1, 6).Select(i => $"hand_{i}")];

    /// <summary>What holds for a store by another program.</summary>
    public static ZarrAttributes Foreign { get; } =
        new(20, "dexgraspvla", ForeignNames, "as in the source: arm joints scaled to [-1, 1] by their limits, hand in driver units", []);

    /// <summary>Reads the attributes; <see cref="Foreign"/> if there are none of this program.</summary>
    /// <exception cref="DatasetException">The file is damaged.</exception>
    public static ZarrAttributes Read(string folder)
    {
        string path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return Foreign;
        try
        {
            using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Own, out JsonElement own)
                ? own.Deserialize<ZarrAttributes>() ?? Foreign
                : Foreign;
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the attributes.</summary>
    public void Write(string folder) =>
        DurableFile.WriteText(Path.Combine(folder, File), JsonSerializer.Serialize(new Dictionary<string, ZarrAttributes> { [Own] = this }, InfoFile.Json) + "\n");
}
