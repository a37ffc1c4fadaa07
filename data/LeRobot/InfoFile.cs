using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Video;

namespace DexGrasp.Data.LeRobot;

/// <summary>Reads and writes meta/info.json.</summary>
internal static class InfoFile
{
    private const string Own = "dexgrasp";
    internal static readonly JsonSerializerOptions Json = new() { WriteIndented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string root, DatasetInfo info)
    {
        DatasetSchema schema = info.Schema;
        var features = new JsonObject();
        foreach (Feature feature in schema.AllFeatures)
            features[feature.Key] = ToJson(feature, schema.Fps);
        var sidecars = new JsonObject();
        foreach (Sidecar sidecar in schema.Sidecars)
            sidecars[sidecar.Key] = ToJson(sidecar);
        var provenance = new JsonObject();
        foreach ((string key, string value) in info.Provenance)
            provenance[key] = value;
        var json = new JsonObject
        {
            ["codebase_version"] = DatasetLayout.Version,
            ["robot_type"] = schema.RobotType,
            ["total_episodes"] = info.TotalEpisodes,
            ["total_frames"] = info.TotalFrames,
            ["total_tasks"] = info.TotalTasks,
            ["chunks_size"] = DatasetLayout.ChunksSize,
            ["data_files_size_in_mb"] = DatasetLayout.DataFileMegabytes,
            ["video_files_size_in_mb"] = DatasetLayout.VideoFileMegabytes,
            ["fps"] = schema.Fps,
            ["splits"] = new JsonObject { ["train"] = $"0:{info.TotalEpisodes}" },
            ["data_path"] = DatasetLayout.DataTemplate,
            ["video_path"] = schema.VideoFeatures.Any() ? DatasetLayout.VideoTemplate : null,
            ["features"] = features,
            [Own] = new JsonObject { ["sidecars"] = sidecars, ["provenance"] = provenance },
        };
        DurableFile.WriteText(Path.Combine(root, DatasetLayout.InfoFile), json.ToJsonString(Json) + "\n");
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="DatasetException">The folder is no dataset, of another version, or the file is damaged; the message names the entry.</exception>
    public static DatasetInfo Read(string root)
    {
        string path = Path.Combine(root, DatasetLayout.InfoFile);
        if (!Directory.Exists(root))
            throw new DatasetException($"There is no folder {root}.");
        if (!File.Exists(path))
            throw new DatasetException($"{root} is no LeRobot dataset: it has no {DatasetLayout.InfoFile}. Give the folder that holds meta/, data/ and videos/.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            return Parse(document.RootElement, path);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static DatasetInfo Parse(JsonElement json, string path)
    {
        string version = Require(json, "codebase_version", path).GetString() ?? "";
        if (version != DatasetLayout.Version)
            throw new DatasetException($"{path} says codebase_version '{version}'; this program reads {DatasetLayout.Version}. Older datasets: convert them with LeRobot's own converter first.");
        int fps = Require(json, "fps", path).GetInt32();
        if (fps is < 1 or > 1000)
            throw new DatasetException($"{path} says fps {fps}; 1 to 1000 are allowed.");
        Feature[] features = [.. Require(json, "features", path).EnumerateObject().Select(entry => ParseFeature(entry.Name, entry.Value, path))];
        foreach (Feature standard in FeatureKeys.Standard)
            if (!features.Any(f => f.Key == standard.Key))
                throw new DatasetException($"{path} lists no feature {standard.Key}; every dataset has it.");
        bool own = json.TryGetProperty(Own, out JsonElement mine);
        var schema = new DatasetSchema(
            fps,
            json.TryGetProperty("robot_type", out JsonElement robot) ? robot.GetString() ?? "" : "",
            [.. features.Where(f => !FeatureKeys.IsStandard(f.Key))],
            own && mine.TryGetProperty("sidecars", out JsonElement sidecars) ? [.. sidecars.EnumerateObject().Select(entry => ParseSidecar(entry.Name, entry.Value, path))] : []);
        return new DatasetInfo(
            schema,
            Require(json, "total_episodes", path).GetInt32(),
            Require(json, "total_frames", path).GetInt64(),
            json.TryGetProperty("total_tasks", out JsonElement tasks) ? tasks.GetInt32() : 0,
            own && mine.TryGetProperty("provenance", out JsonElement notes) ? notes.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "") : new Dictionary<string, string>());
    }

    private static JsonElement Require(JsonElement json, string name, string path) =>
        json.TryGetProperty(name, out JsonElement value) ? value : throw new DatasetException($"{path} has no entry '{name}'; every dataset has it.");

    private static JsonObject ToJson(Feature feature, int fps)
    {
        var json = new JsonObject
        {
            ["dtype"] = feature.Dtype,
            ["shape"] = new JsonArray([.. feature.Shape.Select(side => (JsonNode)side)]),
            ["names"] = feature.Names is null ? null : new JsonArray([.. feature.Names.Select(name => (JsonNode)name)]),
        };
        if (feature.Type == FeatureType.Video)
            json["info"] = new JsonObject
            {
                ["video.height"] = feature.Shape[0],
                ["video.width"] = feature.Shape[1],
                ["video.codec"] = Codec.Name,
                ["video.pix_fmt"] = Codec.PixelFormat,
                ["video.is_depth_map"] = false,
                ["video.fps"] = fps,
                ["video.channels"] = feature.Shape[2],
                ["has_audio"] = false,
            };
        return json;
    }

    private static JsonObject ToJson(Sidecar sidecar)
    {
        var json = new JsonObject
        {
            ["kind"] = sidecar.Kind.ToString().ToLowerInvariant(),
            ["width"] = sidecar.Width,
            ["height"] = sidecar.Height,
            ["encoding"] = sidecar.Encoding,
            ["path"] = "sidecars/{sidecar_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet",
        };
        if (sidecar.Kind == SidecarKind.Depth)
            json["unit_m"] = DepthCodec.UnitM;
        return json;
    }

    private static Feature ParseFeature(string key, JsonElement json, string path)
    {
        string dtype = Require(json, "dtype", path).GetString() ?? "";
        int[] shape = [.. Require(json, "shape", path).EnumerateArray().Select(side => side.GetInt32())];
        if (shape.Any(side => side < 1))
            throw new DatasetException($"{path}: feature {key} has the shape ({string.Join(", ", shape)}); sides are positive.");
        FeatureType type = FeatureTypes.Parse(dtype);
        string[]? names = json.TryGetProperty("names", out JsonElement listed) ? Names(listed) : null;
        if (type == FeatureType.Video && shape.Length != 3)
            throw new DatasetException($"{path}: video {key} has the shape ({string.Join(", ", shape)}); (height, width, channels) is needed.");

        // LeRobot allows both orders for pictures and tells them apart by the names of the axes.
        if (type == FeatureType.Video && names is ["channels" or "channel", ..])
            shape = [shape[1], shape[2], shape[0]];
        return new Feature(key, type, shape, names, dtype);
    }

    // Some programs give names as a list, others as an object that holds a list, such as {"motors": [...]}.
    private static string[]? Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray().Select(name => name.ToString())],
        JsonValueKind.Object => json.EnumerateObject().Select(entry => Names(entry.Value)).FirstOrDefault(names => names is not null),
        _ => null,
    };

    private static Sidecar ParseSidecar(string key, JsonElement json, string path)
    {
        if (!Enum.TryParse(Require(json, "kind", path).GetString(), ignoreCase: true, out SidecarKind kind))
            throw new DatasetException($"{path}: sidecar {key} is of kind '{json.GetProperty("kind")}'; mask and depth are known.");
        var sidecar = new Sidecar(key, kind, Require(json, "width", path).GetInt32(), Require(json, "height", path).GetInt32());
        string? encoding = Require(json, "encoding", path).GetString();
        return encoding == sidecar.Encoding ? sidecar : throw new DatasetException($"{path}: sidecar {key} has the encoding '{encoding}'; this program reads {sidecar.Encoding}.");
    }
}
