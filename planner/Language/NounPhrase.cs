namespace DexGrasp.Planner.Language;

/// <summary>A noun phrase with what it says about quantity, before it becomes part of a step.</summary>
/// <param name="Expression">Which objects.</param>
/// <param name="Count">How many; null for all.</param>
/// <param name="HasHead">Whether it has a noun: "the red" has none.</param>
/// <param name="OnlySelector">Whether it is nothing but a superlative: "the smallest".</param>
/// <param name="Plural">Whether it speaks of several.</param>
internal sealed record NounPhrase(ReferringExpression Expression, int? Count, bool HasHead, bool OnlySelector, bool Plural)
{
    /// <summary>Gets the superlative of "the two largest": it chooses the first ones, not one.</summary>
    public Selector? Extra { get; init; }

    /// <summary>Gets whether it stands after "or": either this or the one before will do.</summary>
    public bool Alternative { get; init; }
}
