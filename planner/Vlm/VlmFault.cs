namespace DexGrasp.Planner.Vlm;

/// <summary>Why a model's answer could not be had or used.</summary>
/// <param name="Outcome">Its name; never <see cref="VlmOutcome.Ok"/>.</param>
/// <param name="What">One sentence: what happened, the value, the limit.</param>
public sealed record VlmFault(VlmOutcome Outcome, string What)
{
    /// <summary>Gets what was done about it, in one sentence.</summary>
    public string Done { get; init; } = "Nothing was moved for it.";

    /// <summary>Gets what a person can do about it, in one sentence.</summary>
    public string Remedy => Outcome switch
    {
        VlmOutcome.ServerUnreachable => "Start the server or correct --vlm-url; dexgrasp doctor --vlm-url URL looks at it.",
        VlmOutcome.TimedOut => "Raise --vlm-timeout, or use a smaller model.",
        VlmOutcome.RateLimited => "Wait, or ask for a higher limit.",
        VlmOutcome.ServerError => "The server's own log says more.",
        VlmOutcome.AccessDenied => "Put the server's key into the environment variable DEXGRASP_VLM_KEY.",
        VlmOutcome.RequestRejected => "Check --vlm-model, and that the model takes pictures and the server JSON schemas.",
        VlmOutcome.ReplyUnreadable => "Check that --vlm-url is an OpenAI-compatible endpoint; it usually ends with /v1.",
        VlmOutcome.AnswerCutOff or VlmOutcome.AnswerTooLong or VlmOutcome.EmptyAnswer => "Use a model that thinks less aloud.",
        VlmOutcome.BoxOutside or VlmOutcome.BoxEmpty or VlmOutcome.NothingThere => "If it happens often, the box convention is wrong: try the other --vlm-boxes.",
        VlmOutcome.BoxReversed or VlmOutcome.BoxIsWholePicture or VlmOutcome.SeveralBoxes => "Name the object more exactly, or use a model that was trained to give boxes.",
        VlmOutcome.BudgetSpent => "Split the task.",
        VlmOutcome.NotRecorded => "Replay the run that was recorded, with the same words, scene and seed.",
        VlmOutcome.ModelRefused => "Say it in other words.",
        _ => "Use a server that keeps to JSON schemas, or edit the prompts (docs/vlm.md).",
    };

    /// <summary>Returns everything in sentences for people.</summary>
    public override string ToString() => $"{What} {Done} {Remedy}";
}
