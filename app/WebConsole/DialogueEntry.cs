namespace DexGrasp.App.WebConsole;

/// <summary>One line of the dialogue.</summary>
/// <param name="Number">Rises with each line.</param>
/// <param name="Who">"person" or "robot".</param>
/// <param name="Words">What was said.</param>
/// <param name="Kind">What it was: "words", "plan", "not_understood", "refused", "stop", "confirmed", "cancelled", "not_sent" (not done), "told" or "ended".</param>
internal sealed record DialogueEntry(long Number, string Who, string Words, string Kind);
