namespace DexGrasp.Sim.Objects;

/// <summary>How a person may refer to an object.</summary>
/// <param name="Category">One noun: "cup".</param>
/// <param name="Adjectives">Colour first, then others: "red", "small".</param>
/// <param name="Synonyms">Other nouns for the same thing: "mug", "beaker".</param>
public sealed record ObjectWords(string Category, IReadOnlyList<string> Adjectives, IReadOnlyList<string> Synonyms);
