using System.Text.Json;
using System.Text.Json.Nodes;
using DexGrasp.Data.Files;
using DexGrasp.Data.Statistics;

namespace DexGrasp.Data.LeRobot;

/// <summary>Reads and writes meta/stats.json.</summary>
internal static class StatsFile
{
    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string root, DatasetSchema schema, IReadOnlyDictionary<string, FeatureStatistics> statistics)
    {
        var json = new JsonObject();
        foreach (Feature feature in schema.AllFeatures.Where(f => statistics.ContainsKey(f.Key)))
        {
            var entry = new JsonObject();
            foreach ((string name, IReadOnlyList<double> values) in statistics[feature.Key].Named())
                entry[name] = new JsonArray([.. values.Select(value => ToJson(name, value, feature.Type == FeatureType.Video))]);
            json[feature.Key] = entry;
        }

        DurableFile.WriteText(Path.Combine(root, DatasetLayout.StatsFile), json.ToJsonString(InfoFile.Json) + "\n");
    }

    /// <summary>Reads the file.</summary>
    /// <returns>Per feature; those with missing entries are left out.</returns>
    /// <exception cref="DatasetException">It is missing or damaged.</exception>
    public static IReadOnlyDictionary<string, FeatureStatistics> Read(string root)
    {
        string path = Path.Combine(root, DatasetLayout.StatsFile);
        if (!File.Exists(path))
            throw new DatasetException($"{path} is missing.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            var found = new Dictionary<string, FeatureStatistics>();
            foreach (JsonProperty feature in document.RootElement.EnumerateObject())
                if (FeatureStatistics.FromNamed(name => feature.Value.TryGetProperty(name, out JsonElement values) ? [.. Flatten(values)] : null) is { } statistics)
                    found[feature.Name] = statistics;
            return found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    // Statistics of pictures have the shape (channels, 1, 1), so that they broadcast over a picture.
    private static JsonNode ToJson(string name, double value, bool picture) =>
        name == "count" ? (long)value : picture ? new JsonArray(new JsonArray(value)) : value;

    private static IEnumerable<double> Flatten(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(Flatten) : [json.GetDouble()];
}
