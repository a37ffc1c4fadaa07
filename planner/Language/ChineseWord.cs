namespace DexGrasp.Planner.Language;

/// <summary>A word of a Chinese prompt.</summary>
/// <param name="Role">The list of the lexicon that it stands in: "noun", "place", ...; "mark" for punctuation, "unknown" for what is in no list.</param>
/// <param name="Text">As written.</param>
/// <param name="English">What it is in English; empty for words that say nothing there.</param>
internal sealed record ChineseWord(string Role, string Text, string English);
