namespace DexGrasp.Planner.Operators;

/// <summary>An operator's words, understood.</summary>
/// <param name="Id">Rises by one with every utterance of a dialogue, from 1.</param>
/// <param name="At">When it was heard, on the caller's clock.</param>
/// <param name="Source">How it came in.</param>
/// <param name="Utterance">The words, made safe to show: no control characters, at most 80 characters.</param>
/// <param name="Intent">What is wanted.</param>
/// <param name="Meaning">For people: what will be done, or why nothing will be. "I will take the red cup."</param>
public sealed record OperatorCommand(long Id, TimeSpan At, OperatorSource Source, string Utterance, OperatorIntent Intent, string Meaning)
{
    /// <summary>Gets the words for the planner, with a task; else null.</summary>
    public string? Words { get; init; }

    /// <summary>Gets the number that was named, with a confirmation; else null.</summary>
    public int? Number { get; init; }

    /// <summary>Gets how sure the recogniser is. Range: 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Gets what else it may have been, likeliest first.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Gets the plan of a task, one sentence a step; empty for anything else.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Gets what of the words was ignored, corrected or assumed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets whether the words were understood and ask for something that this robot does not do.</summary>
    public bool IsBeyond { get; init; }

    /// <summary>Gets how it is treated.</summary>
    public CommandClass Class => OperatorIntents.ClassOf(Intent);
}
