using System.Text.Json.Nodes;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>What the server was asked.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Body">The request as sent.</param>
/// <param name="Authorization">The header.</param>
/// <param name="Path">Of the address.</param>
internal sealed record FakeRequest(int Number, JsonObject Body, string Authorization, string Path)
{
    /// <summary>Gets the name of the schema that the answer is held to: which question it is.</summary>
    public string Question => Body["response_format"]!["json_schema"]!["name"]!.GetValue<string>();

    /// <summary>Gets all texts of a role's messages.</summary>
    public string TextOf(string role) => string.Join('\n', Messages(role).SelectMany(Parts).Where(p => p["type"]!.GetValue<string>() == "text").Select(p => p["text"]!.GetValue<string>()));

    /// <summary>Gets the pictures, decoded from their data addresses.</summary>
    public byte[][] Pictures => [.. Messages("user").SelectMany(Parts).Where(p => p["type"]!.GetValue<string>() == "image_url")
        .Select(p => Convert.FromBase64String(p["image_url"]!["url"]!.GetValue<string>().Split("base64,")[1]))];

    public int MessageCount => Body["messages"]!.AsArray().Count;

    private IEnumerable<JsonNode> Messages(string role) => Body["messages"]!.AsArray().Select(m => m!).Where(m => m["role"]!.GetValue<string>() == role);

    private static IEnumerable<JsonNode> Parts(JsonNode message) => message["content"] is JsonArray parts
        ? parts.Select(p => p!)
        : [new JsonObject { ["type"] = "text", ["text"] = message["content"]!.GetValue<string>() }];
}
