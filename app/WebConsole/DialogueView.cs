namespace DexGrasp.App.WebConsole;

/// <summary>What was said, and what waits for a person's yes.</summary>
/// <param name="Entries">The newest lines, oldest first.</param>
/// <param name="Pending">A command that was read back and not confirmed yet; null when there is none.</param>
internal sealed record DialogueView(IReadOnlyList<DialogueEntry> Entries, TaskProposal? Pending)
{
    /// <summary>Gets the dialogue before anything was said.</summary>
    public static DialogueView Empty { get; } = new([], null);
}
