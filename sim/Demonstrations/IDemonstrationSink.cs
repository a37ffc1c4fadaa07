namespace DexGrasp.Sim.Demonstrations;

/// <summary>Takes demonstrations: a writer of data sets, or a test. One thread at a time; several recorders need several sinks.</summary>
public interface IDemonstrationSink
{
    /// <summary>An episode begins; the one before has ended.</summary>
    /// <param name="start">What it begins with.</param>
    void BeginEpisode(DemonstrationStart start);

    /// <summary>Takes the next frame. Whether the episode is worth keeping is not known yet.</summary>
    /// <param name="frame">May be kept.</param>
    void Frame(DemonstrationFrame frame);

    /// <summary>The episode is over; what is not to be kept has to go. Also called, not to be kept, when the recording is interrupted.</summary>
    /// <param name="summary">How it ended.</param>
    void EndEpisode(DemonstrationSummary summary);
}
