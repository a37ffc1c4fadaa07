using System.Net.Http.Headers;
using System.Text.Json;
using DexGrasp.App.Planning;

namespace DexGrasp.App.Doctor;

/// <summary>Checks of the server whose model the planner asks.</summary>
internal static class ModelChecks
{
    private const string Name = "model server";
    private const int MostNames = 8;
    private const long LargestReply = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static CheckResult Endpoint(Uri url)
    {
        string address = $"{url.ToString().TrimEnd('/')}/models";
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = LargestReply };
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (Environment.GetEnvironmentVariable(PlannerChoice.KeyVariable) is { Length: > 0 } key)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using HttpResponseMessage response = http.Send(request);
            if (!response.IsSuccessStatusCode)
                return Missing($"{address} answers HTTP {(int)response.StatusCode}", (int)response.StatusCode is 401 or 403 ? $"Put the server's key into {PlannerChoice.KeyVariable}." : "Check the address; it usually ends with /v1.");
            using Stream body = response.Content.ReadAsStream();
            using JsonDocument document = JsonDocument.Parse(body);
            string[] models = [.. document.RootElement.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString() ?? "")];
            return models.Length == 0
                ? Missing($"{address} lists no model", "Load one that takes pictures.")
                : new CheckResult(Name, CheckStatus.Ok, $"{address}: {string.Join(", ", models.Take(MostNames))}{(models.Length > MostNames ? $" and {models.Length - MostNames} more" : "")}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return Missing($"{address}: {(e is TaskCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : e.Message)}", "Start the server, or correct --vlm-url. The embedded planner needs none.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Missing($"{address} gives no list of models: {e.Message}", "Check that it is an OpenAI-compatible endpoint.");
        }
    }

    private static CheckResult Missing(string detail, string fix) => new(Name, CheckStatus.Warning, detail, fix);
}
