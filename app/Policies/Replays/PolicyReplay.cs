using DexGrasp.App.Cli;
using DexGrasp.Controller.Policy;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Shows a policy a demonstration frame by frame and keeps what it would have done; nothing moves.</summary>
public static class PolicyReplay
{
    /// <summary>Shows a demonstration.</summary>
    /// <param name="folder">The policy.</param>
    /// <param name="episode">The demonstration.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="UserErrorException">The target is hardly ever seen in it.</exception>
    public static async Task<ReplayResult> RunAsync(PolicyFolder folder, ShownEpisode episode, CancellationToken cancellationToken)
    {
        using var model = new PolicyModel(folder);
        var builder = new ReplayBuilder(model);
        string source = await episode.ShowAsync(builder.Add, cancellationToken);
        return builder.Frames.Count > 1
            ? new ReplayResult(folder.Path, folder.Hashes, source, DemonstrationRecorder.FramePeriod.TotalSeconds, builder.Frames)
            : throw new UserErrorException($"{source}: there are {builder.Frames.Count} frames in which the target can be seen.", "Choose another episode.");
    }
}
