using System.ClientModel;
using System.Globalization;
using DexGrasp.Planner.Vlm.Answers;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>From what a call threw to a named outcome, and whether and when it may be repeated.</summary>
internal static class FaultNamer
{
    /// <summary>Names a fault.</summary>
    /// <param name="e">What was thrown.</param>
    /// <param name="timedOut">Whether the call's time was over.</param>
    /// <param name="options">For the sentence.</param>
    /// <param name="now">For a Retry-After that gives a date.</param>
    /// <returns>The fault, whether it may pass by itself, and how long the server asks to wait.</returns>
    public static (VlmFault Fault, bool Passing, TimeSpan? RetryAfter) Name(Exception e, bool timedOut, VlmOptions options, DateTimeOffset now)
    {
        if (e is ReplayedFaultException replayed)
            return (replayed.Fault, IsPassing(replayed.Fault.Outcome), null);
        if (timedOut)
            return Of(VlmOutcome.TimedOut, $"The model server {options.Url} gave no answer within {options.CallTimeout.TotalSeconds:0.#} s, the limit for one call.");
        if (e is AggregateException { InnerException: { } inner })
            return Name(inner, timedOut, options, now);
        if (Innermost<HttpRequestException>(e) is { } http)
            return http.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? Of(VlmOutcome.AnswerTooLong, $"The reply of {options.Url} is larger than is read: {Sentences.Clean(http.Message, 200)}")
                : Unreachable(http, options);
        if (e is ClientResultException { Status: > 0 } status)
            return OfStatus(status, options, now);
        return Innermost<IOException>(e) is { } io
            ? Unreachable(io, options)
            : Of(VlmOutcome.ReplyUnreadable, $"The reply of {options.Url} is no chat completion: {Sentences.Clean(e.Message, 200)}");
    }

    public static bool IsPassing(VlmOutcome outcome) =>
        outcome is VlmOutcome.ServerUnreachable or VlmOutcome.TimedOut or VlmOutcome.RateLimited or VlmOutcome.ServerError;

    private static (VlmFault, bool, TimeSpan?) Of(VlmOutcome outcome, string what, TimeSpan? after = null) => (new VlmFault(outcome, what), IsPassing(outcome), after);

    private static (VlmFault, bool, TimeSpan?) Unreachable(Exception e, VlmOptions options) =>
        Of(VlmOutcome.ServerUnreachable, $"The model server {options.Url} cannot be reached: {Sentences.Finish(Sentences.Clean(e.Message, 200))}");

    private static (VlmFault, bool, TimeSpan?) OfStatus(ClientResultException e, VlmOptions options, DateTimeOffset now)
    {
        VlmOutcome outcome = e.Status switch
        {
            < 300 => VlmOutcome.ReplyUnreadable,
            401 or 403 => VlmOutcome.AccessDenied,
            408 => VlmOutcome.TimedOut,
            429 => VlmOutcome.RateLimited,
            >= 500 => VlmOutcome.ServerError,
            _ => VlmOutcome.RequestRejected,
        };
        return Of(outcome, $"The model server {options.Url} answered HTTP {e.Status}: {Sentences.Finish(Sentences.Clean(e.Message, 300))}", RetryAfter(e, now));
    }

    private static TimeSpan? RetryAfter(ClientResultException e, DateTimeOffset now)
    {
        if (e.GetRawResponse()?.Headers.TryGetValue("Retry-After", out string? text) != true || text is null)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
            return seconds is >= 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) && at > now ? at - now : null;
    }

    private static T? Innermost<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
            if (e is T found)
                return found;
        return null;
    }
}
