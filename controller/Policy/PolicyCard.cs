namespace DexGrasp.Controller.Policy;

/// <summary>What policy.json says: for which robot and data a policy was made, and which files belong to it.</summary>
public sealed record PolicyCard
{
    /// <summary>The format that this build reads and writes.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Gets the format's version.</summary>
    public required int Format { get; init; }

    /// <summary>Gets the robot's name.</summary>
    public required string Robot { get; init; }

    /// <summary>Gets the joint names in the order of a step's numbers. Shape: [13].</summary>
    public required IReadOnlyList<string> JointNames { get; init; }

    /// <summary>Gets the Euler steps from noise to chunk. Range: 1 to 64.</summary>
    public required int FlowSteps { get; init; }

    /// <summary>Gets the normaliser's means. Shape: [64 x 13], row-major. Units: <see cref="ChunkCode"/>'s.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Gets the normaliser's standard deviations. Shape: [64 x 13], row-major. Units: as the means.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Gets the SHA-256 of every file by its name, hexadecimal. Written by <see cref="PolicyFolder"/>.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how the policy was trained, for people: data, steps, commit, seed.</summary>
    public required string Provenance { get; init; }
}
