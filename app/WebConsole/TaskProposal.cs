using DexGrasp.Planner.Operators;

namespace DexGrasp.App.WebConsole;

/// <summary>A command as it was understood, to be confirmed before anything moves.</summary>
/// <param name="Id">Names it; a yes to another one counts for nothing.</param>
/// <param name="Number">What confirms it in words: "confirm 3".</param>
/// <param name="Words">The person's words.</param>
/// <param name="ReadBack">What would be done, in the planner's words.</param>
/// <param name="Steps">The plan, one sentence a step.</param>
/// <param name="Notes">What was ignored, corrected or assumed.</param>
/// <param name="Replaces">Words of the task under way that it would take the place of; null when there is none.</param>
internal sealed record TaskProposal(long Id, int Number, string Words, string ReadBack, IReadOnlyList<string> Steps, IReadOnlyList<string> Notes, string? Replaces)
{
    /// <summary>Makes what browsers get of a command that waits.</summary>
    public static TaskProposal Of(PendingCommand pending)
    {
        OperatorCommand command = pending.Command;
        return new TaskProposal(
            command.Id, pending.Number, command.Words ?? command.Utterance, command.Meaning, command.Steps.Count > 0 ? command.Steps : [command.Meaning], command.Notes, pending.Replaces);
    }
}
