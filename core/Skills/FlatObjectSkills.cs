namespace DexGrasp.Core.Skills;

/// <summary>Names of the learned skills that <see cref="FlatObjectTask"/> chains; those of their tasks and models.</summary>
public static class FlatObjectSkills
{
    /// <summary>Push to a place.</summary>
    public const string Push = "ungraspable-push";

    /// <summary>Grasp at the edge.</summary>
    public const string Edge = "ungraspable-edge";

    /// <summary>Grasp at the wall.</summary>
    public const string Wall = "ungraspable-wall";
}
