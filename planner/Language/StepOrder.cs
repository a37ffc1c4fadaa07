namespace DexGrasp.Planner.Language;

/// <summary>In which order the objects of a step are taken. Exactly one of the two is set.</summary>
/// <param name="By">Sort by this; its rank is unused.</param>
/// <param name="Preferred">Take what matches this before (or after) everything else.</param>
/// <param name="PreferredLast">Whether <paramref name="Preferred"/> comes last instead of first.</param>
public sealed record StepOrder(Selector? By, ReferringExpression? Preferred = null, bool PreferredLast = false)
{
    /// <inheritdoc/>
    public override string ToString() => By is not null ? $"{By} first" : $"the {Preferred} {(PreferredLast ? "last" : "first")}";
}
