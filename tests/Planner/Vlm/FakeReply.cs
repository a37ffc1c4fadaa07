using System.Text.Json.Nodes;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>What the server answers.</summary>
internal sealed record FakeReply(int Status, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public bool Hangs { get; init; }

    public bool Aborts { get; init; }

    public static FakeReply Slow { get; } = new(200, "") { Hangs = true };

    public static FakeReply Dropped { get; } = new(200, "") { Aborts = true };

    /// <summary>A chat completion with a text.</summary>
    public static FakeReply Says(string? text, string finish = "stop", string? refusal = null, int tokens = 100) => new(200, new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1700000000,
        ["model"] = "fake",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = finish,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = refusal },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = tokens - 10, ["completion_tokens"] = 10, ["total_tokens"] = tokens },
    }.ToJsonString());

    /// <summary>An error status.</summary>
    public static FakeReply Error(int status, string? retryAfter = null, string message = "no") => new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } }.ToJsonString())
    {
        Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    };
}
