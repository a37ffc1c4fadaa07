using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DexGrasp.App.Cli;

/// <summary>How results are written as JSON: snake_case names, indented, numbers that read back bit-equal.</summary>
internal static class ResultJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    /// <summary>Writes a result to a file, whole or not at all; does nothing without a file.</summary>
    public static void Write<T>(FileInfo? file, T value)
    {
        if (file is not null)
            AtomicFile.WriteText(file.FullName, Serialize(value));
    }

    /// <summary>Reads a result that <see cref="Write"/> wrote.</summary>
    /// <exception cref="UserErrorException">The file is missing or not of this form; the message names the field.</exception>
    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options) ?? throw new JsonException("the file says null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"Cannot read {path}: {e.Message}", "Give a file that dexgrasp wrote.", cause: e);
        }
    }
}
