using System.ClientModel;
using System.ClientModel.Primitives;
using DexGrasp.Planner.Vlm.Exchange;
using Microsoft.Extensions.AI;
using OpenAI;

namespace DexGrasp.Planner.Vlm;

/// <summary>Makes clients of OpenAI-compatible servers: vLLM, Ollama, llama.cpp, LM Studio, cloud services.</summary>
public static class VlmEndpoint
{
    private const string NoKey = "none";
    private const long LargestReplyBytes = 4 << 20;

    /// <summary>Returns the address with /v1 added where it has no path.</summary>
    public static Uri Complete(Uri url) => url.AbsolutePath is "/" or "" ? new Uri(url, "/v1") : url;

    /// <summary>Makes a client. Repetitions and time-outs are the caller's; redirections are not followed, so that a key stays with its server.</summary>
    /// <param name="options">Address and model.</param>
    /// <param name="key">Sent as bearer token; null for servers that want none.</param>
    public static IChatClient Connect(VlmOptions options, string? key)
    {
        var http = new HttpClient(new SizeLimitHandler(LargestReplyBytes)) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(
            new ApiKeyCredential(string.IsNullOrEmpty(key) ? NoKey : key),
            new OpenAIClientOptions
            {
                Endpoint = Complete(options.Url),
                Transport = new HttpClientPipelineTransport(http),
                RetryPolicy = new ClientRetryPolicy(0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
            });
        return client.GetChatClient(options.Model).AsIChatClient();
    }
}
