using System.Text.Json;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Data;

/// <summary>One value of a user's JSON file that knows its file and path, so that every complaint can name them.</summary>
internal sealed class JsonField
{
    private const long MaxFileBytes = 4 << 20;
    private readonly JsonElement _element;
    private readonly string _file;
    private readonly string _path;

    private JsonField(JsonElement element, string file, string path)
    {
        _element = element;
        _file = file;
        _path = path;
    }

    /// <summary>Gets the number of entries of a list, 0 for anything else.</summary>
    public int Count => _element.ValueKind == JsonValueKind.Array ? _element.GetArrayLength() : 0;

    /// <summary>Gets whether the value is text.</summary>
    public bool IsText => _element.ValueKind == JsonValueKind.String;

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">It is missing, too large, unreadable or no JSON.</exception>
    public static JsonField Load(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > MaxFileBytes)
                throw new DataFileException($"{path}: {info.Length} bytes; at most {MaxFileBytes} are allowed.");
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataFileException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed, repeated fields are not.</param>
    /// <param name="file">Name for complaints.</param>
    /// <exception cref="DataFileException">It is no JSON.</exception>
    public static JsonField Parse(string json, string file)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(json, options);
            return new JsonField(document.RootElement.Clone(), file, "");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $"line {line + 1}, position {e.BytePositionInLine + 1}" : "whole file";
            throw new DataFileException($"{file}, {place}: not valid JSON: {Cause(e)}", e);
        }
    }

    /// <summary>Makes the exception for this field.</summary>
    /// <param name="problem">What is wrong, with value and allowed range.</param>
    public DataFileException Bad(string problem) => new($"{_file}, {(_path.Length == 0 ? "top level" : $"field {_path}")}: {problem}");

    /// <summary>Requires an object with no other fields than these.</summary>
    public JsonField RequireFields(params ReadOnlySpan<string> allowed)
    {
        if (_element.ValueKind != JsonValueKind.Object)
            throw Bad($"{Shown()} given; an object {{...}} with the fields {string.Join(", ", allowed!)} is needed.");
        foreach (JsonProperty property in _element.EnumerateObject())
            if (!allowed.Contains(property.Name))
                throw Bad($"unknown field '{property.Name}'; allowed: {string.Join(", ", allowed!)}.");
        return this;
    }

    /// <summary>Returns a field, or nothing when it is not there.</summary>
    public JsonField? Find(string name) => _element.TryGetProperty(name, out JsonElement value) ? new JsonField(value, _file, _path.Length == 0 ? name : $"{_path}.{name}") : null;

    /// <summary>Returns a field.</summary>
    public JsonField Get(string name) => Find(name) ?? throw Bad($"'{name}' is missing.");

    /// <summary>Returns the entries of a list.</summary>
    /// <param name="min">Fewest entries.</param>
    /// <param name="max">Most entries.</param>
    public JsonField[] List(int min, int max)
    {
        if (_element.ValueKind != JsonValueKind.Array)
            throw Bad($"{Shown()} given; a list [...] is needed.");
        int count = _element.GetArrayLength();
        if (count < min || count > max)
            throw Bad(count == 0 ? $"the list is empty; {min} to {max} entries are allowed." : $"{count} entries; {min} to {max} are allowed.");
        var fields = new JsonField[count];
        for (int i = 0; i < count; i++)
            fields[i] = new JsonField(_element[i], _file, $"{_path}[{i}]");
        return fields;
    }

    /// <summary>Returns a number.</summary>
    /// <param name="min">Smallest allowed.</param>
    /// <param name="max">Largest allowed.</param>
    /// <param name="unit">Unit for the complaint.</param>
    public double Number(double min, double max, string unit = "")
    {
        string space = unit.Length > 0 ? " " : "";
        if (_element.ValueKind != JsonValueKind.Number || !_element.TryGetDouble(out double value) || !double.IsFinite(value))
            throw Bad($"{Shown()} given; a finite number from {min} to {max}{space}{unit} is needed.");
        return value >= min && value <= max ? value : throw Bad($"{value}{space}{unit} given; allowed: {min} to {max}{space}{unit}.");
    }

    /// <summary>Returns a whole number.</summary>
    public int Integer(int min, int max)
    {
        double value = Number(min, max);
        return value == Math.Floor(value) ? (int)value : throw Bad($"{value} given; a whole number from {min} to {max} is needed.");
    }

    /// <summary>Returns a range: two numbers, the smaller one first.</summary>
    /// <param name="min">Least that the first may be.</param>
    /// <param name="max">Most that the second may be.</param>
    /// <param name="unit">For complaints; empty for none.</param>
    public NumberRange Range(double min, double max, string unit = "")
    {
        JsonField[] parts = List(2, 2);
        double low = parts[0].Number(min, max, unit);
        return new NumberRange(low, parts[1].Number(low, max, unit));
    }

    /// <summary>Returns three numbers.</summary>
    public Vector3d Vector(double min, double max, string unit)
    {
        JsonField[] parts = List(3, 3);
        return new Vector3d(parts[0].Number(min, max, unit), parts[1].Number(min, max, unit), parts[2].Number(min, max, unit));
    }

    /// <summary>Returns true or false.</summary>
    public bool Flag() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad($"{Shown()} given; true or false is needed."),
    };

    /// <summary>Returns text that is not blank.</summary>
    /// <param name="maxLength">Most characters.</param>
    public string Text(int maxLength)
    {
        string? text = _element.ValueKind == JsonValueKind.String ? _element.GetString() : null;
        return !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength ? text.Trim()
            : throw Bad($"{Shown()} given; text of 1 to {maxLength} characters is needed.");
    }

    /// <summary>Returns a colour written as <c>#rrggbb</c>.</summary>
    public Colour Colour() => Objects.Colour.TryParse(IsText ? _element.GetString() : null, out Colour colour) ? colour
        : throw Bad($"{Shown()} given; a colour \"#rrggbb\" of hexadecimal digits is needed.");

    /// <summary>Returns the value as it stands, cut short, for complaints.</summary>
    public string Shown()
    {
        string raw = _element.GetRawText().ReplaceLineEndings(" ");
        return raw.Length <= 60 ? raw : $"{raw.AsSpan(0, 57)}...";
    }

    // The library's text ends with its own zero-based line and byte numbers, which would contradict ours.
    private static string Cause(JsonException e)
    {
        int cut = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return cut > 0 ? e.Message[..cut] : e.Message;
    }
}
