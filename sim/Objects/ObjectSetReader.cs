using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Data;

namespace DexGrasp.Sim.Objects;

/// <summary>Reads object sets from JSON. The schema with an example is in docs/objects.md.</summary>
public static class ObjectSetReader
{
    // Thicker than anything that the skills at the board were learned with is not flat. Unit: m.
    private const double FlatM = 0.06;
    private const double MinPartM = 0.002;
    private const int MaxObjects = 500;
    private const int MaxParts = 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">JSON.</param>
    /// <param name="place">Where they will lie: over a board's edge the hand takes what is too wide for it elsewhere. Default: beside a tray.</param>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static IReadOnlyList<ObjectSpec> Load(string path, WorkcellFurniture place = WorkcellFurniture.Tray) => Read(JsonField.Load(path), place);

    /// <summary>Reads text.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">Name for complaints.</param>
    /// <param name="place">Where they will lie. Default: beside a tray.</param>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static IReadOnlyList<ObjectSpec> Parse(string json, string file, WorkcellFurniture place = WorkcellFurniture.Tray) => Read(JsonField.Parse(json, file), place);

    private static List<ObjectSpec> Read(JsonField root, WorkcellFurniture place)
    {
        var objects = new List<ObjectSpec>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonField field in root.RequireFields("objects").Get("objects").List(1, MaxObjects))
        {
            ObjectSpec spec = ReadObject(field, place);
            if (!names.Add(spec.Name))
                throw field.Get("name").Bad($"\"{spec.Name}\" is used twice; every name must be unique in its file.");
            objects.Add(spec);
        }

        return objects;
    }

    private static ObjectSpec ReadObject(JsonField field, WorkcellFurniture place)
    {
        field.RequireFields("name", "words", "mass_kg", "friction", "colour", "upright", "parts");
        string name = field.Get("name").Text(40);
        foreach (char c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not (' ' or '-'))
                throw field.Get("name").Bad($"\"{name}\" contains '{c}'; letters, digits, spaces and '-' are allowed.");
        var spec = new ObjectSpec(
            name,
            ReadWords(field.Get("words")),
            field.Get("mass_kg").Number(0.005, 2, "kg"),
            field.Find("friction")?.Number(0.1, 2) ?? 0.8,
            field.Get("colour").Colour(),
            field.Find("upright")?.Flag() ?? false,
            Centred([.. field.Get("parts").List(1, MaxParts).Select(ReadPart)]));

        (Vector3d low, Vector3d high) = spec.Bounds();
        Vector3d extent = high - low;
        double largest = Math.Max(extent.X, Math.Max(extent.Y, extent.Z));
        if (largest > HandReach.MaxExtentM)
            throw field.Bad($"'{name}' extends over {largest:0.###} m; at most {HandReach.MaxExtentM} m along each of its axes is allowed.");
        double narrowest = HandReach.NarrowestWidthM(spec);
        bool isTaken = narrowest <= HandReach.MaxGraspWidthM || (place == WorkcellFurniture.Board && extent.Z <= FlatM);
        if (!isTaken && place == WorkcellFurniture.Board)
            throw field.Bad($"'{name}' is {narrowest:0.###} m wide and {extent.Z:0.###} m high; what the hand cannot span ({HandReach.MaxGraspWidthM} m) is taken at a board's edge if it is at most {FlatM} m high.");
        if (!isTaken)
            throw field.Bad($"'{name}' is too large for the hand: its narrowest part is {narrowest:0.###} m wide seen from above; the hand takes up to {HandReach.MaxGraspWidthM} m.");
        return spec;
    }

    private static ObjectWords ReadWords(JsonField field)
    {
        field.RequireFields("category", "adjectives", "synonyms");
        return new ObjectWords(field.Get("category").Text(30), Words("adjectives"), Words("synonyms"));

        string[] Words(string name) => field.Find(name) is { } list ? [.. list.List(0, 20).Select(w => w.Text(30))] : [];
    }

    private static ObjectPart ReadPart(JsonField field)
    {
        field.RequireFields("shape", "size_m", "position_m", "rotation_deg", "colour");
        JsonField shapeField = field.Get("shape");
        PartShape shape = shapeField.Text(40) switch
        {
            "box" => PartShape.Box,
            "cylinder" => PartShape.Cylinder,
            "sphere" => PartShape.Sphere,
            "capsule" => PartShape.Capsule,
            "ellipsoid" => PartShape.Ellipsoid,
            "mesh" => throw shapeField.Bad("\"mesh\" given; meshes are not supported: build the object from box, cylinder, sphere, capsule and ellipsoid."),
            _ => throw shapeField.Bad($"{shapeField.Shown()} given; allowed: box, cylinder, sphere, capsule, ellipsoid."),
        };
        int numbers = shape switch { PartShape.Box or PartShape.Ellipsoid => 3, PartShape.Sphere => 1, _ => 2 };
        JsonField sizeField = field.Get("size_m");
        if (sizeField.Count is > 0 and var count && count != numbers)
            throw sizeField.Bad($"{count} numbers given; a {shapeField.Text(40)} has {SizeMeaning(shape)}.");
        double[] size = [.. sizeField.List(numbers, numbers).Select(f => f.Number(MinPartM, HandReach.MaxExtentM, "m"))];
        if (shape == PartShape.Capsule && size[1] < size[0])
            throw sizeField.Bad($"length {size[1]} m is less than diameter {size[0]} m; a capsule's whole length includes both round ends.");

        Vector3d position = field.Find("position_m")?.Vector(-0.3, 0.3, "m") ?? Vector3d.Zero;
        Vector3d degrees = field.Find("rotation_deg")?.Vector(-360, 360, "degrees") ?? Vector3d.Zero;
        return new ObjectPart(
            shape,
            new Vector3d(size[0], numbers > 1 ? size[1] : 0, numbers > 2 ? size[2] : 0),
            new RigidTransform(FromDegrees(degrees), position),
            field.Find("colour")?.Colour());
    }

    private static string SizeMeaning(PartShape shape) => shape switch
    {
        PartShape.Box or PartShape.Ellipsoid => "3: full extents along x, y, z",
        PartShape.Sphere => "1: diameter",
        _ => "2: diameter, whole length along z",
    };

    // Turns about x, then y, then z, all fixed axes.
    private static Rotation FromDegrees(Vector3d degrees)
    {
        Vector3d r = degrees * (Math.PI / 180);
        return Rotation.FromAxisAngle(new(0, 0, 1), r.Z) * Rotation.FromAxisAngle(new(0, 1, 0), r.Y) * Rotation.FromAxisAngle(new(1, 0, 0), r.X);
    }

    // The object's frame gets its origin in the middle of its bounds, whatever the file's author chose, so that poses of
    // different objects compare and a grasp at the origin means the same everywhere.
    internal static List<ObjectPart> Centred(IReadOnlyList<ObjectPart> parts)
    {
        (Vector3d low, Vector3d high) = new ObjectSpec("", new ObjectWords("", [], []), 1, 1, default, false, parts).Bounds();
        Vector3d middle = (low + high) / 2;
        return [.. parts.Select(p => p with { ObjectFromPart = p.ObjectFromPart with { Translation = p.ObjectFromPart.Translation - middle } })];
    }
}
