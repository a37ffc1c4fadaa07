using DexGrasp.App.Cli;
using DexGrasp.App.Policies;

namespace DexGrasp.App.Evaluation;

/// <summary>Something that goes wrong in an episode, to see how a policy bears it.</summary>
/// <param name="Name">As on the command line and in eval.json.</param>
/// <param name="Meaning">A phrase for people.</param>
public sealed record Disturbance(string Name, string Meaning)
{
    /// <summary>The target goes somewhere else.</summary>
    public static Disturbance Moved { get; } = new("moved", "the target is pushed aside by 5 to 10 cm");

    /// <summary>The tracker finds nothing for a while.</summary>
    public static Disturbance MaskLost { get; } = new("mask-lost", "the target's mask is missing for 0.5 s");

    /// <summary>The head camera is stuck for a while.</summary>
    public static Disturbance FrozenCamera { get; } = new("frozen-camera", "the head camera repeats its last picture for 0.5 s");

    /// <summary>Slow inference, all the time.</summary>
    public static Disturbance Delay100 { get; } = new("delay-100", "inference takes 100 ms longer, all the time") { Delay = TimeSpan.FromMilliseconds(100) };

    /// <summary>Slower inference, all the time.</summary>
    public static Disturbance Delay200 { get; } = new("delay-200", "inference takes 200 ms longer, all the time") { Delay = TimeSpan.FromMilliseconds(200) };

    /// <summary>Gets all that there are.</summary>
    public static IReadOnlyList<Disturbance> All { get; } = [Moved, MaskLost, FrozenCamera, Delay100, Delay200];

    /// <summary>Gets by how much chunks come later. Default: 0.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Returns a disturbance by name.</summary>
    /// <exception cref="UserErrorException">There is none of that name; the message lists those that there are.</exception>
    public static Disturbance Find(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new UserErrorException($"There is no disturbance '{name}'.", $"Use {string.Join(", ", All.Select(d => d.Name))}.");

    /// <summary>Refuses what a policy would not feel: a figure for it would say nothing.</summary>
    /// <exception cref="UserErrorException">The policy does not use what is disturbed.</exception>
    internal void CheckFits(PolicyChoice policy)
    {
        if (this == MaskLost && policy.Folder is null)
            throw new UserErrorException($"Policy '{policy.Name}' keeps no mask that could be lost.", $"{Name} is for learned policies: give --policy a folder with policy.json.");
        if (this == FrozenCamera && policy.IsExpert)
            throw new UserErrorException($"Policy '{policy.Name}' looks at no camera.", $"{Name} is for policies that work from pictures.");
    }
}
