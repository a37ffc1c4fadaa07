using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>One line of a recording: what was asked, what came, what was made of it.</summary>
/// <param name="Key">Hash of the request; replaying finds the answer by it.</param>
/// <param name="Task">What was asked.</param>
/// <param name="Model">Who was asked.</param>
/// <param name="Url">Where.</param>
/// <param name="At">When the request went out.</param>
/// <param name="Attempt">From 1; more after a failed call.</param>
/// <param name="Repair">Whether the model was shown its own error.</param>
/// <param name="Cached">Whether the answer was known already.</param>
/// <param name="Texts">Every text of the request, with its role before it.</param>
/// <param name="Pictures">Every picture.</param>
/// <param name="Answer">The model's own words; null when none came.</param>
/// <param name="Finish">Why the model stopped, as the server says.</param>
/// <param name="Tokens">Of question and answer together, as the server counts; 0 when it does not.</param>
/// <param name="Parsed">The answer after repair; null when it could not be used.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Words">The fault, for people; empty for none.</param>
/// <param name="LatencyMs">From request to answer. Unit: ms.</param>
internal sealed record VlmExchange(
    string Key, VlmTask Task, string Model, string Url, DateTimeOffset At, int Attempt, bool Repair, bool Cached, IReadOnlyList<string> Texts,
    IReadOnlyList<VlmExchange.Picture> Pictures, string? Answer, string? Finish, long Tokens, JsonNode? Parsed, VlmOutcome Outcome, string Words, double LatencyMs)
{
    /// <summary>Gets how lines are written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A picture of the request.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Sha256">Of the file.</param>
    /// <param name="File">Its name in the folder beside the recording.</param>
    /// <param name="Width">As sent. Unit: px.</param>
    /// <param name="Height">As sent. Unit: px.</param>
    internal sealed record Picture(string Name, string Sha256, string File, int Width, int Height);
}
