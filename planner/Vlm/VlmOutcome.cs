namespace DexGrasp.Planner.Vlm;

/// <summary>How asking the model ended. Everything but <see cref="Ok"/> is a fault with a sentence for people (<see cref="VlmFault"/>).</summary>
public enum VlmOutcome
{
    /// <summary>The answer can be used.</summary>
    Ok,

    /// <summary>No connection, or it broke.</summary>
    ServerUnreachable,

    /// <summary>No answer within the time for one call.</summary>
    TimedOut,

    /// <summary>HTTP 429: too many requests.</summary>
    RateLimited,

    /// <summary>HTTP 5xx.</summary>
    ServerError,

    /// <summary>HTTP 401 or 403: the key is missing or wrong.</summary>
    AccessDenied,

    /// <summary>Another HTTP status that is no success: the server does not take such a request.</summary>
    RequestRejected,

    /// <summary>The server's reply is no chat completion.</summary>
    ReplyUnreadable,

    /// <summary>The answer has no text.</summary>
    EmptyAnswer,

    /// <summary>The answer is longer than is read.</summary>
    AnswerTooLong,

    /// <summary>The model came to its token limit before the answer was whole.</summary>
    AnswerCutOff,

    /// <summary>There is no JSON object in the answer, also not after repair.</summary>
    NotJson,

    /// <summary>The answer holds several objects that differ.</summary>
    SeveralAnswers,

    /// <summary>A field is missing, unknown, or of the wrong type or size.</summary>
    WrongShape,

    /// <summary>The answer's fields contradict each other.</summary>
    Contradiction,

    /// <summary>The model declined to answer.</summary>
    ModelRefused,

    /// <summary>A corner of the box lies outside the picture.</summary>
    BoxOutside,

    /// <summary>The box has no area worth the name.</summary>
    BoxEmpty,

    /// <summary>The box's corners are in the wrong order.</summary>
    BoxReversed,

    /// <summary>More than one box was given.</summary>
    SeveralBoxes,

    /// <summary>The box is almost the whole picture.</summary>
    BoxIsWholePicture,

    /// <summary>The cameras see no object in the box.</summary>
    NothingThere,

    /// <summary>The task's calls, tokens or waiting time are used up.</summary>
    BudgetSpent,

    /// <summary>A recording that is replayed has no answer to this request.</summary>
    NotRecorded,
}
