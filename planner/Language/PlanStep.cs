namespace DexGrasp.Planner.Language;

/// <summary>One thing to do: take these objects and put them in the tray.</summary>
/// <param name="Targets">An object that matches any of these belongs to the step. At least one.</param>
/// <param name="Count">How many to take; null for all that match.</param>
/// <param name="Order">In which order; earlier entries count more. Empty: the planner's choice.</param>
/// <param name="Except">Objects that match any of these are left alone.</param>
public sealed record PlanStep(
    IReadOnlyList<ReferringExpression> Targets, int? Count, IReadOnlyList<StepOrder> Order, IReadOnlyList<ReferringExpression> Except)
{
    /// <summary>Gets the sentence that a model wrote for the step; null for a step that was read from a person's words. The parts are then this program's reading of it.</summary>
    public string? Words { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Words is not null)
            return Words;
        string what = string.Join(Count is null ? " and " : " or ", Targets.Select(t => Count switch { null => $"every {t}", 1 => $"the {t}", _ => $"{Count} of: {t}" }));
        string order = Order.Count == 0 ? "" : $", {string.Join(", ", Order)}";
        string except = Except.Count == 0 ? "" : $", but not {string.Join(" or ", Except.Select(e => e.WithArticle()))}";
        return what + order + except;
    }
}
