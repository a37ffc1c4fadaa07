using System.Text.Json.Nodes;
using DexGrasp.Planner.Vlm.Answers;
using DexGrasp.Planner.Vlm.Prompts;
using Microsoft.Extensions.AI;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>
/// Asks the model one question: budget, cache, calls with time-out and repetition, reading, one repair in which the model is shown its
/// error, recording. Ends with an answer that keeps to its shape and makes sense to the caller, or with a named fault.
/// </summary>
/// <param name="chat">Where the model is.</param>
/// <param name="options">Limits.</param>
/// <param name="prompts">For the repair.</param>
/// <param name="time">Measures, and lets waits pass.</param>
/// <param name="secret">Is removed from everything that is said or written; null for none.</param>
internal sealed class VlmAsker(IChatClient chat, VlmOptions options, PromptTexts prompts, TimeProvider time, string? secret) : IDisposable
{
    private const int LongestEcho = 2000;
    private readonly AnswerCache _cache = new(options.CacheFolder);
    private readonly VlmBudget _budget = new(options);
    private readonly VlmRecorder? _recorder = options.RecordFile is { } file ? new VlmRecorder(file) : null;

    /// <summary>Gets or sets what is told before a wait, with its length and the fault that leads to it.</summary>
    public Action<TimeSpan, VlmFault>? Waiting { get; set; }

    /// <summary>A new task begins: its budget is untouched.</summary>
    public void BeginTask() => _budget.Begin();

    /// <summary>Asks.</summary>
    /// <typeparam name="T">What the answer is made into.</typeparam>
    /// <param name="question">What to ask.</param>
    /// <param name="read">Makes something of an answer of the right shape, or says what is wrong with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VlmFaultException">It ended with a fault.</exception>
    public async Task<T> AskAsync<T>(VlmQuestion question, Func<JsonObject, Reading<T>> read, CancellationToken cancellationToken)
    {
        List<ChatMessage> messages = question.Messages();
        string cacheKey = RequestKey.Of(RequestKey.Of(messages), options);
        if (_cache.Find(cacheKey) is { } known)
        {
            Answered cached = new(known, false, null, null, 0, TimeSpan.Zero, 1);
            Reading<T> again = Read(question, cached, read, out JsonObject? parsed);
            Record(question, messages, cached, parsed, again.Fault, isRepair: false, isCached: true);
            if (again.Fault is null)
                return again.Value!;
        }

        for (bool isRepair = false; ; isRepair = true)
        {
            Answered answer = await CallAsync(question, messages, isRepair, cancellationToken).ConfigureAwait(false);
            Reading<T> reading = Read(question, answer, read, out JsonObject? parsed);
            Record(question, messages, answer, parsed, reading.Fault, isRepair, isCached: false);
            if (reading.Fault is not { } fault)
            {
                _cache.Put(cacheKey, answer.Text);
                return reading.Value!;
            }

            if (isRepair || fault.Outcome == VlmOutcome.ModelRefused)
                throw new VlmFaultException(isRepair ? fault with { Done = "The model was shown its error and made another. Nothing was moved for it." } : fault);
            messages.Add(new ChatMessage(ChatRole.Assistant, answer.Text.Length == 0 ? "(nothing)" : answer.Text[..Math.Min(answer.Text.Length, LongestEcho)]));
            messages.Add(new ChatMessage(ChatRole.User, prompts.Repair(fault.What, question.Shape)));
        }
    }

    public void Dispose()
    {
        _recorder?.Dispose();
        chat.Dispose();
    }

    private async Task<Answered> CallAsync(VlmQuestion question, List<ChatMessage> messages, bool isRepair, CancellationToken cancellationToken)
    {
        var chatOptions = new ChatOptions
        {
            ModelId = options.Model,
            Temperature = 0,
            MaxOutputTokens = options.MaxAnswerTokens,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(question.Shape.Schema, question.Shape.Name),
        };
        for (int attempt = 1; ; attempt++)
        {
            if (_budget.Check() is { } spent)
                throw new VlmFaultException(spent);
            long start = time.GetTimestamp();
            using var limit = new CancellationTokenSource(options.CallTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                ChatResponse response = await chat.GetResponseAsync(messages, chatOptions, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
                Answered answer = Censored(Answered.Of(response, time.GetElapsedTime(start), attempt));
                _budget.Spend(answer.Tokens, answer.Latency);
                return answer;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                (VlmFault fault, bool isPassing, TimeSpan? after) = FaultNamer.Name(e, limit.IsCancellationRequested, options, time.GetUtcNow());
                fault = fault with { What = Censor(fault.What) };
                TimeSpan latency = time.GetElapsedTime(start);
                _budget.Spend(0, latency);
                Record(question, messages, new Answered(null!, false, null, null, 0, latency, attempt), null, fault, isRepair, isCached: false);
                TimeSpan delay = Delay(attempt, after);
                if (!isPassing || attempt > options.Retries || delay > options.MaxDelay)
                    throw new VlmFaultException(fault with { Done = Tried(attempt, after) }, e);
                await WaitAsync(delay, fault, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(TimeSpan delay, VlmFault fault, CancellationToken cancellationToken)
    {
        Task wait = Task.Delay(delay, time, cancellationToken);
        Waiting?.Invoke(delay, fault);
        await wait.ConfigureAwait(false);
        _budget.Wait(delay);
    }

    private TimeSpan Delay(int attempt, TimeSpan? after)
    {
        TimeSpan own = options.FirstDelay * Math.Pow(2, attempt - 1);
        own = own < options.MaxDelay ? own : options.MaxDelay;
        return after is { } asked && asked > own ? asked : own;
    }

    private string Tried(int attempts, TimeSpan? after)
    {
        string asked = after is { } wait && wait > options.MaxDelay ? $" It asks to wait {wait.TotalSeconds:0} s; at most {options.MaxDelay.TotalSeconds:0} s are waited." : "";
        return $"It was asked {(attempts == 1 ? "once" : $"{attempts} times")}.{asked} Nothing was moved for it.";
    }

    private Reading<T> Read<T>(VlmQuestion question, Answered answer, Func<JsonObject, Reading<T>> read, out JsonObject? parsed)
    {
        parsed = null;
        if (answer.Refusal is { } refusal)
            return new VlmFault(VlmOutcome.ModelRefused, $"The model declined: \"{Sentences.Clean(refusal, 200)}\"");
        Reading<JsonObject> shaped = AnswerReader.Read(answer.Text, question.Shape, answer.IsCutOff, options.MaxAnswerLength);
        if (shaped.Fault is { } fault)
            return fault;
        parsed = shaped.Value!;
        return read(parsed);
    }

    private void Record(VlmQuestion question, List<ChatMessage> messages, Answered answer, JsonObject? parsed, VlmFault? fault, bool isRepair, bool isCached) => _recorder?.Write(
        new VlmExchange(
            RequestKey.Of(messages), question.Task, options.Model, options.Url.ToString(), time.GetUtcNow() - answer.Latency, answer.Attempt, isRepair, isCached,
            [.. messages.SelectMany(m => m.Contents.OfType<TextContent>().Select(t => Censor($"{m.Role}: {t.Text}")))],
            [.. question.Pictures.Select(VlmRecorder.Describe)], answer.Refusal ?? answer.Text, answer.Finish, answer.Tokens,
            fault is null ? parsed?.DeepClone() : null, fault?.Outcome ?? VlmOutcome.Ok, fault?.What ?? "", answer.Latency.TotalMilliseconds),
        question.Pictures);

    // Before anything is made of it, so that a replay meets the same texts.
    private Answered Censored(Answered answer) => answer with { Text = Censor(answer.Text), Refusal = answer.Refusal is null ? null : Censor(answer.Refusal) };

    private string Censor(string text) => string.IsNullOrEmpty(secret) ? text : text.Replace(secret, "***", StringComparison.Ordinal);

    // Refusal is set when the server marks the answer as one.
    private sealed record Answered(string Text, bool IsCutOff, string? Finish, string? Refusal, long Tokens, TimeSpan Latency, int Attempt)
    {
        private const double CharactersPerToken = 4;

        public static Answered Of(ChatResponse response, TimeSpan latency, int attempt)
        {
            string? refusal = response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().FirstOrDefault()?.Message;
            if (refusal is null && response.FinishReason == ChatFinishReason.ContentFilter)
                refusal = "the server's content filter stopped the answer";
            UsageDetails? usage = response.Usage;
            long tokens = usage?.TotalTokenCount ?? (usage?.InputTokenCount + usage?.OutputTokenCount) ?? (long)(response.Text.Length / CharactersPerToken);
            return new Answered(response.Text, response.FinishReason == ChatFinishReason.Length, response.FinishReason?.Value, refusal, tokens, latency, attempt);
        }
    }
}
