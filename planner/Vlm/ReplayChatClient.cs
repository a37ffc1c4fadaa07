using System.Text.Json;
using DexGrasp.Planner.Vlm.Exchange;
using Microsoft.Extensions.AI;

namespace DexGrasp.Planner.Vlm;

/// <summary>Answers requests from a recording, without a server: the same request gets the answer that was recorded, faults included.</summary>
/// <remarks>Requests are known by their texts and pictures, bit for bit. A request that was made several times gets its answers in their order, then the last one again.</remarks>
public sealed class ReplayChatClient : IChatClient
{
    private readonly Dictionary<string, Queue<VlmExchange>> _answers = new(StringComparer.Ordinal);
    private readonly string _path;

    private ReplayChatClient(string path) => _path = path;

    /// <summary>Reads a recording.</summary>
    /// <param name="path">A file that was written with <see cref="VlmOptions.RecordFile"/>.</param>
    /// <exception cref="VlmSetupException">It cannot be read; the message names file and line.</exception>
    public static ReplayChatClient Load(string path)
    {
        var client = new ReplayChatClient(path);
        int number = 0;
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                number++;
                VlmExchange exchange = JsonSerializer.Deserialize<VlmExchange>(line, VlmExchange.Json) ?? throw new JsonException("The line is empty.");
                if (exchange.Key is null || exchange.Words is null)
                    throw new JsonException("The line has no key or no words.");
                if (!exchange.Cached)
                    client.Add(exchange);
            }
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new VlmSetupException($"{path}, line {number}, is no recorded exchange: {e.Message} Record one with --vlm-record.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VlmSetupException($"The recording {path} cannot be read: {e.Message}", e);
        }

        return client;
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_answers.TryGetValue(RequestKey.Of(messages), out Queue<VlmExchange>? known))
            throw new ReplayedFaultException(new VlmFault(VlmOutcome.NotRecorded, $"The recording {_path} has no answer to this request: words, pictures or prompts are others."));
        VlmExchange exchange = known.Count > 1 ? known.Dequeue() : known.Peek();
        if (exchange.Answer is null || exchange.Outcome == VlmOutcome.ModelRefused)
            throw new ReplayedFaultException(new VlmFault(exchange.Outcome, exchange.Words));
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, exchange.Answer))
        {
            FinishReason = exchange.Finish is null ? null : new ChatFinishReason(exchange.Finish),
            Usage = new UsageDetails { TotalTokenCount = exchange.Tokens },
        });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: a recording has whole answers only.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A recording has whole answers only; ask for those.");

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(VlmExchange exchange)
    {
        if (!_answers.TryGetValue(exchange.Key, out Queue<VlmExchange>? known))
            _answers[exchange.Key] = known = new Queue<VlmExchange>();
        known.Enqueue(exchange);
    }
}
