namespace DexGrasp.Core.Messages;

/// <summary>The envelope of every motion command; the driver host refuses a command whose envelope is not current.</summary>
/// <param name="ProtocolVersion">Version of the message schema; see <see cref="CurrentVersion"/>.</param>
/// <param name="Robot">Robot name; must equal the driver host's.</param>
/// <param name="Lease">Lease granted by arming; random 128 bit.</param>
/// <param name="Sequence">Rises with every command of a lease; starts at 1.</param>
/// <param name="ObservedAt">Capture time of the observation, on the driver host's monotonic clock.</param>
/// <param name="ValidFor">How long after <paramref name="ObservedAt"/> the command may still be accepted or played.</param>
/// <param name="ModelHash">Hash of the model card, or the controller's name for a controller without weights.</param>
public readonly record struct CommandHeader(
    int ProtocolVersion, string Robot, Guid Lease, long Sequence, TimeSpan ObservedAt, TimeSpan ValidFor, string ModelHash)
{
    /// <summary>The schema version this build speaks.</summary>
    public const int CurrentVersion = 1;
}
