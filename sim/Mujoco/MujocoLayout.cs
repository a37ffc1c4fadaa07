using System.Collections.Frozen;
using System.Reflection;

namespace DexGrasp.Sim.Mujoco;

/// <summary>
/// Where the fields of MuJoCo's structs lie in one version of the library. The structs differ between versions, so they
/// are opaque here and each field is found by name: a line of the table reads "Struct.field offset size", -1 = absent.
/// </summary>
internal sealed class MujocoLayout
{
    private const string ResourcePrefix = "mujoco-layout-";
    private readonly FrozenDictionary<string, (int Offset, int Size)> _fields;

    private MujocoLayout(int version, FrozenDictionary<string, (int Offset, int Size)> fields)
    {
        Version = version;
        _fields = fields;
        WarningKinds = Constant("mjNWARNING");
        ObjectShift = Constant("mjOBJ_ACTUATOR") - (int)MujocoObject.Actuator;
    }

    /// <summary>Gets the number that <c>mj_version()</c> returns for this layout.</summary>
    public int Version { get; }

    /// <summary>Gets the number of warning counters.</summary>
    public int WarningKinds { get; }

    /// <summary>Gets by how much the object codes from mesh upwards differ from those of 2.2.2.</summary>
    public int ObjectShift { get; }

    /// <summary>Gets the versions that a table exists for, in rising order of release.</summary>
    public static IReadOnlyList<int> KnownVersions { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => int.Parse(name.AsSpan(ResourcePrefix.Length)))
            .Order()];

    /// <summary>Reads the table of a version.</summary>
    /// <returns>Null when there is none.</returns>
    public static MujocoLayout? TryLoad(int version)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + version);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        var fields = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 3)
                fields[parts[0]] = (int.Parse(parts[1]), int.Parse(parts[2]));
        }

        return new MujocoLayout(version, fields.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Returns "2.2.2" for 222 and "3.12.0" for 3012000.</summary>
    public static string NameOf(int version) => version < 100_000
        ? $"{version / 100}.{version / 10 % 10}.{version % 10}"
        : $"{version / 1_000_000}.{version / 1000 % 1000}.{version % 1000}";

    /// <summary>Returns a field's offset. Unit: byte.</summary>
    /// <exception cref="NotSupportedException">This version has no such field.</exception>
    public int Offset(string field) => Find(field).Offset;

    /// <summary>Returns a field's size. Unit: byte.</summary>
    public int Size(string field) => Find(field).Size;

    /// <summary>Returns the size of a struct. Unit: byte.</summary>
    public int SizeOf(string type) => Find(type + ".sizeof").Offset;

    /// <summary>Returns the value of a constant.</summary>
    public int Constant(string name) => Find("const." + name).Offset;

    /// <summary>Returns whether this version has the field.</summary>
    public bool Has(string field) => _fields.TryGetValue(field, out (int Offset, int Size) found) && found.Offset >= 0;

    /// <summary>Reads a count, which is 4 or 8 bytes by version.</summary>
    public unsafe int ReadCount(nint structure, string field)
    {
        (int offset, int size) = Find(field);
        byte* at = (byte*)structure + offset;
        return size == 8 ? checked((int)*(long*)at) : *(int*)at;
    }

    private (int Offset, int Size) Find(string field) =>
        _fields.TryGetValue(field, out (int Offset, int Size) found) && found.Offset >= 0
            ? found
            : throw new NotSupportedException($"MuJoCo {NameOf(Version)} has no '{field}' in its layout table; this function needs another version of the library.");
}
