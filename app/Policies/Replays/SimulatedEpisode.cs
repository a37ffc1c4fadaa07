using DexGrasp.Data.Demonstrations;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Records a demonstration of the expert without disturbances and passes its frames on.</summary>
internal sealed class SimulatedEpisode(Action<RecordedFrame> show) : IDemonstrationSink
{
    private static readonly DemonstrationOptions Options = DemonstrationOptions.Undisturbed with { DrawsWristMasks = false };

    /// <summary>Records.</summary>
    /// <param name="episode">Number of the demonstration. Range: 0 and up.</param>
    /// <param name="show">Gets the frames whose label is valid, in order.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="Sim.Scenes.SceneException">The number gives no scene with an object that can be grasped.</exception>
    public static DemonstrationSummary Record(int episode, Action<RecordedFrame> show, CancellationToken cancellationToken) =>
        new DemonstrationRecorder(Options).Record(DemonstrationRecorder.FirstSeed + episode, new SimulatedEpisode(show), null, cancellationToken);

    /// <inheritdoc/>
    public void BeginEpisode(DemonstrationStart start)
    {
    }

    /// <inheritdoc/>
    public void Frame(DemonstrationFrame frame)
    {
        if (frame.LabelIsValid)
            show(new RecordedFrame(frame.Observation, frame.HeadMask, frame.Label.PositionsRad.ToArray()));
    }

    /// <inheritdoc/>
    public void EndEpisode(DemonstrationSummary summary)
    {
    }
}
