using System.Text.Json;
using System.Text.Json.Serialization;
using DexGrasp.App.Cli;

namespace DexGrasp.App.WebConsole;

/// <summary>How the console writes and reads JSON: as everywhere in DexGrasp, but on one line and without nulls.</summary>
internal static class ConsoleJson
{
    private static readonly JsonSerializerOptions Compact = new(ResultJson.Options)
    {
        WriteIndented = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 16,
    };

    /// <summary>Writes a message as UTF-8.</summary>
    public static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Compact);

    /// <summary>Reads one value.</summary>
    /// <exception cref="JsonException">It is none of that form.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Compact) ?? throw new JsonException("the value is null");
}
