using DexGrasp.App.Cli;
using DexGrasp.Controller.Policy;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Shows a policy a demonstration frame by frame and keeps what it would have done; nothing moves.</summary>
public static class PolicyReplay
{
    /// <summary>Number of a demonstration that no training is likely to have seen: data sets are recorded from 0 on.</summary>
    public const int FirstUnseen = 900_000;

    private static readonly DemonstrationOptions Options = DemonstrationOptions.Undisturbed with { DrawsWristMasks = false };

    /// <summary>Records a demonstration of the expert without disturbances, and shows it.</summary>
    /// <param name="folder">The policy.</param>
    /// <param name="episode">Number of the demonstration. Range: 0 and up.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="Sim.Scenes.SceneException">The number gives no scene with an object that can be grasped.</exception>
    public static ReplayResult OfSimulation(PolicyFolder folder, int episode, CancellationToken cancellationToken)
    {
        using var model = new PolicyModel(folder);
        var builder = new ReplayBuilder(model);
        DemonstrationSummary summary = new DemonstrationRecorder(Options).Record(DemonstrationRecorder.FirstSeed + episode, builder, null, cancellationToken);
        string ended = summary.Kept ? "successful" : $"not successful: {summary.Reason}";
        return Result(folder, builder, $"demonstration {episode}, recorded in simulation, {ended}");
    }

    /// <summary>Shows a demonstration of a recorded dataset.</summary>
    /// <param name="folder">The policy.</param>
    /// <param name="dataset">Folder of the dataset.</param>
    /// <param name="episode">Its number in the dataset. Range: 0 and up.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="Data.Files.DatasetException">The dataset cannot be read, or was not recorded by dexgrasp collect.</exception>
    public static async Task<ReplayResult> OfDatasetAsync(PolicyFolder folder, string dataset, int episode, CancellationToken cancellationToken)
    {
        using var model = new PolicyModel(folder);
        var builder = new ReplayBuilder(model);
        await foreach (RecordedFrame frame in RecordedEpisode.ReadAsync(dataset, episode, cancellationToken))
            builder.Add(frame.Observation, frame.HeadMask, frame.PlanRad);
        return Result(folder, builder, $"episode {episode} of dataset {Path.GetFileName(Path.TrimEndingDirectorySeparator(dataset))}");
    }

    private static ReplayResult Result(PolicyFolder folder, ReplayBuilder builder, string source) => builder.Frames.Count > 1
        ? new ReplayResult(folder.Path, folder.Hashes, source, DemonstrationRecorder.FramePeriod.TotalSeconds, builder.Frames)
        : throw new UserErrorException($"{source}: there are {builder.Frames.Count} frames in which the target can be seen.", "Choose another episode.");
}
