using DexGrasp.Core.Control;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>
/// Records how the privileged expert grasps: reach, descend, close, lift, hold. Every frame is labelled by the expert, whoever
/// drove there: itself, disturbances, or a learner (dataset aggregation, Ross et al. 2011).
/// </summary>
/// <remarks>The same options, seed and learner give the same bits. Thread-safe: every call has its own world; run one a thread.</remarks>
public sealed class DemonstrationRecorder
{
    /// <summary>Seeds from here on are for demonstrations; evaluation uses seeds from 0, development those from <see cref="Tasks.GraspTask.FirstTuningSeed"/>.</summary>
    public const int FirstSeed = 1_000_000;

    /// <summary>Time between two labels, and between frames unless <see cref="DemonstrationOptions.StepsPerFrame"/> says otherwise.</summary>
    public static readonly TimeSpan FramePeriod = TimeSpan.FromMilliseconds(100);

    private readonly DemonstrationOptions _options;
    private readonly SceneFactory _scenes = new("");

    /// <summary>Makes a recorder.</summary>
    /// <param name="options">Default: <see cref="DemonstrationOptions"/>'s defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DemonstrationRecorder(DemonstrationOptions? options = null)
    {
        _options = options ?? new DemonstrationOptions();
        _options.Validate();
    }

    /// <summary>Records one episode.</summary>
    /// <param name="seed">Decides everything. Range: <see cref="FirstSeed"/> and above.</param>
    /// <param name="sink">Gets frames as they come.</param>
    /// <param name="learner">Makes another controller for the episode's world, which drives in turn with the expert; null for the expert alone. It must not read the world's state.</param>
    /// <param name="cancellationToken">Interrupts; the episode is then ended and not kept.</param>
    /// <returns>How it ended, as the sink was told.</returns>
    /// <exception cref="SceneException">No scene with a target that can be seen and grasped came of this seed.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public DemonstrationSummary Record(
        int seed, IDemonstrationSink sink, Func<SimulatedWorld, IGraspController>? learner = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seed, FirstSeed);
        using DemonstrationScene scene = DemonstrationScene.Make(_scenes, _options, seed);
        using var episode = new DemonstrationEpisode(scene, _options, sink, learner?.Invoke(scene.World));
        return episode.Run(cancellationToken);
    }
}
