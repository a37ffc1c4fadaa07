namespace DexGrasp.Planner.Language;

/// <summary>One meaning of a word or phrase.</summary>
/// <param name="Kind">The part it can play.</param>
/// <param name="Name">Canonical name within the kind; the attribute's, relation's or measure's name.</param>
/// <param name="Detail">Attribute kind, or "largest"/"smallest"; empty when there is none.</param>
/// <param name="Number">Value of a number or ordinal.</param>
internal sealed record WordSense(WordKind Kind, string Name, string Detail = "", int Number = 0)
{
    /// <summary>Returns what a superlative, or an order by one, picks.</summary>
    public Selector ToSelector() => new(Enum.Parse<Measure>(Name, ignoreCase: true), Detail == "largest");
}
