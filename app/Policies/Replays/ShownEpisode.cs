using DexGrasp.Data.Demonstrations;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>A demonstration to show to a policy: one of a recorded dataset, or one that is recorded on the spot.</summary>
/// <param name="Dataset">Folder of the dataset; null to record one.</param>
/// <param name="Number">Its number; null for the first of the dataset, or one that no training has seen. Range: 0 and up.</param>
public sealed record ShownEpisode(string? Dataset, int? Number)
{
    /// <summary>Number of a demonstration that no training is likely to have seen: datasets are recorded from 0 on.</summary>
    public const int FirstUnseen = 900_000;

    /// <summary>Passes its frames on.</summary>
    /// <param name="show">Gets the frames in order.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>A phrase that says which it was.</returns>
    /// <exception cref="Data.Files.DatasetException">The dataset cannot be read, or was not recorded by dexgrasp collect.</exception>
    /// <exception cref="Sim.Scenes.SceneException">The number gives no scene with an object that can be grasped.</exception>
    internal async Task<string> ShowAsync(Action<RecordedFrame> show, CancellationToken cancellationToken)
    {
        if (Dataset is null)
        {
            int number = Number ?? FirstUnseen;
            DemonstrationSummary summary = SimulatedEpisode.Record(number, show, cancellationToken);
            return $"demonstration {number}, recorded in simulation, {(summary.Kept ? "successful" : $"not successful: {summary.Reason}")}";
        }

        await foreach (RecordedFrame frame in RecordedEpisode.ReadAsync(Dataset, Number ?? 0, cancellationToken))
            show(frame);
        return $"episode {Number ?? 0} of dataset {Path.GetFileName(Path.TrimEndingDirectorySeparator(Dataset))}";
    }
}
