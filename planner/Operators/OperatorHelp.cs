namespace DexGrasp.Planner.Operators;

/// <summary>What an operator can say, in a few lines.</summary>
public static class OperatorHelp
{
    /// <summary>The text; lines are parted by line feeds.</summary>
    public const string Text = """
        stop, halt, freeze     stops at once, in any state ("don't stop" stops too); a reset clears it
        pause, hold on         the same stop; resume goes on with the task
        status · what do you see · help
        take the red cup · everything green · clear the table       read back, done after confirm N
        release · go home · resume · reset                          read back, done after confirm N
        confirm N (typed also: Enter or yes) · cancel
        Words over a network are no emergency stop, and a voice least of all: keep your hand on the real one.
        """;
}
