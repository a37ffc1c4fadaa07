namespace DexGrasp.Planner.Language;

/// <summary>What a category's objects look like, for categories that no training picture showed.</summary>
/// <param name="LongM">Smallest and largest longest extent. Unit: m.</param>
/// <param name="MiddleM">Smallest and largest middle extent. Unit: m.</param>
/// <param name="ShortM">Smallest and largest shortest extent. Unit: m.</param>
/// <param name="Shape">Overall form.</param>
/// <param name="Colours">Usual main colours; empty when any.</param>
/// <param name="Handle">Whether there must be, or must not be, a handle; null when it does not matter.</param>
public sealed record CategoryLooks(
    (double Low, double High) LongM,
    (double Low, double High) MiddleM,
    (double Low, double High) ShortM,
    CategoryShape Shape,
    IReadOnlyList<string> Colours,
    bool? Handle);
