using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>Reads scenes from JSON; what a file leaves out is as in <see cref="SceneSpec.Default"/>. The schema with an example is in docs/scenes.md.</summary>
public static class SceneReader
{
    private const double RadPerDegree = Math.PI / 180;
    private const int MaxLights = 6;
    private const int MaxDistractors = 15;
    private static readonly string[] Cameras = ["head", "wrist", "outside"];

    private static readonly (string Name, TablePattern Pattern)[] Patterns =
        [.. Enum.GetValues<TablePattern>().Select(p => (p.ToString().ToLowerInvariant(), p))];

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static SceneSpec Load(string path) => Read(JsonField.Load(path));

    /// <summary>Reads text.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">Name for complaints.</param>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static SceneSpec Parse(string json, string file) => Read(JsonField.Parse(json, file));

    /// <summary>Reads a list of scenes, as the shipped catalogue is one.</summary>
    internal static IReadOnlyList<SceneSpec> ParseList(string json, string file) =>
        [.. JsonField.Parse(json, file).RequireFields("scenes").Get("scenes").List(1, 100).Select(Read)];

    private static SceneSpec Read(JsonField field)
    {
        field.RequireFields("name", "table", "ambient", "lights", "camera_offsets", "objects", "distractors", "furniture");
        SceneSpec standard = SceneSpec.Default;
        (int min, int max) = field.Find("objects") is { } objects ? ReadCount(objects) : (standard.MinObjects, standard.MaxObjects);
        return new SceneSpec(
            field.Find("name")?.Text(40) ?? "unnamed",
            field.Find("table") is { } table ? ReadTable(table) : standard.Table,
            field.Find("ambient")?.Number(0, 1) ?? standard.Ambient,
            field.Find("lights") is { } lights ? [.. lights.List(0, MaxLights).Select(ReadLight)] : standard.Lights,
            field.Find("camera_offsets") is { } offsets ? ReadOffsets(offsets) : standard.CameraOffsets,
            min,
            max,
            field.Find("distractors")?.Integer(0, MaxDistractors) ?? 0)
        {
            Furniture = field.Find("furniture") is { } furniture ? ReadFurniture(furniture) : WorkcellFurniture.Tray,
        };
    }

    private static WorkcellFurniture ReadFurniture(JsonField field)
    {
        WorkcellFurniture[] all = Enum.GetValues<WorkcellFurniture>();
        string name = field.Text(20);
        int index = Array.FindIndex(all, f => f.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? all[index] : throw field.Bad($"{field.Shown()} given; allowed: {string.Join(", ", all.Select(f => f.ToString().ToLowerInvariant()))}.");
    }

    private static TableSpec ReadTable(JsonField field)
    {
        field.RequireFields("pattern", "colours");
        TablePattern pattern = TablePattern.Plain;
        if (field.Find("pattern") is { } given)
        {
            string name = given.Text(20);
            int index = Array.FindIndex(Patterns, p => p.Name == name);
            pattern = index >= 0 ? Patterns[index].Pattern
                : throw given.Bad($"{given.Shown()} given; allowed: {string.Join(", ", Patterns.Select(p => p.Name))}.");
        }

        return new TableSpec(pattern, [.. field.Get("colours").List(1, 6).Select(c => c.Colour())]);
    }

    private static LightSpec ReadLight(JsonField field)
    {
        field.RequireFields("position_m", "target_m", "colour", "strength", "directional", "shadow", "motion");
        LightMotion? motion = field.Find("motion") is { } m ? ReadMotion(m) : null;
        bool directional = field.Find("directional")?.Flag() ?? false;
        if (directional && motion is not null)
            throw field.Bad("a light with 'motion' is a lamp; leave 'directional' out or set it to false.");
        Vector3d position = field.Get("position_m").Vector(-5, 5, "m");
        Vector3d target = field.Find("target_m")?.Vector(-5, 5, "m") ?? new Vector3d(0.29, 0, 0);
        if (position.Z <= 0.1)
            throw field.Get("position_m").Bad($"height {position.Z} m given; a light must be more than 0.1 m above the table.");
        if ((position - target).Length < 0.1)
            throw field.Get("position_m").Bad("the light is less than 0.1 m from its target; move one of them.");
        return new LightSpec(
            position, target, field.Find("colour")?.Colour() ?? new Colour(1, 1, 1), field.Find("strength")?.Number(0, 1) ?? 0.5,
            directional, field.Find("shadow")?.Flag() ?? false, motion);
    }

    private static LightMotion ReadMotion(JsonField field)
    {
        field.RequireFields("radius_m", "period_s", "colour_period_s");
        return new LightMotion(
            field.Find("radius_m")?.Number(0, 2, "m") ?? 0.3, field.Get("period_s").Number(0.5, 600, "s"),
            field.Find("colour_period_s")?.Number(0, 600, "s") ?? 0);
    }

    private static List<CameraOffset> ReadOffsets(JsonField list)
    {
        var offsets = new List<CameraOffset>();
        foreach (JsonField field in list.List(0, Cameras.Length))
        {
            field.RequireFields("camera", "position_m", "rotation_deg");
            JsonField camera = field.Get("camera");
            string name = camera.Text(20);
            if (!Cameras.Contains(name))
                throw camera.Bad($"{camera.Shown()} given; allowed: {string.Join(", ", Cameras)}.");
            if (offsets.Exists(o => o.Camera == name))
                throw camera.Bad($"\"{name}\" is given twice.");
            offsets.Add(new CameraOffset(
                name, field.Find("position_m")?.Vector(-0.2, 0.2, "m") ?? Vector3d.Zero,
                (field.Find("rotation_deg")?.Vector(-20, 20, "degrees") ?? Vector3d.Zero) * RadPerDegree));
        }

        return offsets;
    }

    private static (int Min, int Max) ReadCount(JsonField field)
    {
        field.RequireFields("density", "count", "min", "max");
        if ((field.Find("density") is null ? 0 : 1) + (field.Find("count") is null ? 0 : 1) + (field.Find("min") is null && field.Find("max") is null ? 0 : 1) != 1)
            throw field.Bad("give one of: \"density\" (sparse, dense, ultra-dense), \"count\", or \"min\" with \"max\".");
        if (field.Find("density") is { } density)
        {
            Density found = Density.Find(density.Text(20))
                ?? throw density.Bad($"{density.Shown()} given; allowed: {string.Join(", ", Density.All.Select(d => $"{d.Name} ({d.Min}-{d.Max} objects)"))}.");
            return (found.Min, found.Max);
        }

        if (field.Find("count") is { } count)
            return (count.Integer(1, Density.MaxObjects), count.Integer(1, Density.MaxObjects));
        int min = field.Get("min").Integer(1, Density.MaxObjects);
        return (min, field.Get("max").Integer(min, Density.MaxObjects));
    }
}
