using DexGrasp.App.Cli;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;

namespace DexGrasp.App.Policies;

/// <summary>What keeps the target's mask for a learned policy, as it was asked for.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Models">A user's models; null for the other ways. They live as long as the process.</param>
public sealed record TrackerChoice(TrackerKind Kind, MaskModels? Models = null)
{
    private const string Classical = "classical", Network = "network";

    /// <summary>Gets the names that need no folder.</summary>
    public static IReadOnlyList<string> Names { get; } = [Classical, Network];

    /// <summary>Gets a phrase for reports.</summary>
    public string Words => Kind == TrackerKind.Supplied ? $"mask models {Models?.Folder}" : $"{(Kind == TrackerKind.Network ? Network : Classical)} tracker";

    /// <summary>Reads what was asked for.</summary>
    /// <param name="name">A name or a folder; null for the default.</param>
    /// <exception cref="UserErrorException">It is neither.</exception>
    /// <exception cref="MaskModelException">The folder's models cannot be used.</exception>
    public static TrackerChoice? Read(string? name) => name switch
    {
        null => null,
        Classical => new TrackerChoice(TrackerKind.Classical),
        Network => new TrackerChoice(TrackerKind.Network),
        _ when Directory.Exists(name) => new TrackerChoice(TrackerKind.Supplied, new MaskModels(name)),
        _ => throw new UserErrorException($"There is no tracker '{name}'.", $"Use {string.Join(", ", Names)}, or a folder of mask models (docs/segmenter.md)."),
    };

    /// <summary>Returns options with this tracker.</summary>
    public LearnedControllerOptions Apply(LearnedControllerOptions options) => options with { Tracker = Kind, MaskModels = Models };
}
