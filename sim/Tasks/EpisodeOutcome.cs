namespace DexGrasp.Sim.Tasks;

/// <summary>How an episode stands or ended, by the true state. Everything but <see cref="Running"/> and <see cref="Success"/> is a cause of failure.</summary>
public enum EpisodeOutcome
{
    /// <summary>Neither done nor lost yet.</summary>
    Running,

    /// <summary>Grasp: more than 10 cm above its start for one second. Place: at rest in the tray, out of the hand.</summary>
    Success,

    /// <summary>Time ran out and the target was never lifted by 10 cm.</summary>
    NeverLifted,

    /// <summary>Time ran out; the target was lifted by 10 cm and lost before the second was over.</summary>
    Dropped,

    /// <summary>Another object was lifted by 10 cm in the hand before the target.</summary>
    WrongObject,

    /// <summary>The target lies beyond the table's edge or below its top.</summary>
    OffTable,

    /// <summary>The target was lifted, but does not lie in the tray.</summary>
    MissedTray,

    /// <summary>The physics warned or reset itself; the episode says nothing about the policy and counts as failed.</summary>
    PhysicsUnstable,
}
