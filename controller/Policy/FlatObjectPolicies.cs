using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;

namespace DexGrasp.Controller.Policy;

/// <summary>The learned skills that pick up what is too wide to grasp.</summary>
/// <remarks>Thread-safe, as <see cref="TaskPolicy"/> is.</remarks>
public sealed class FlatObjectPolicies : IDisposable
{
    private readonly List<TaskPolicy> _all = [];

    private FlatObjectPolicies()
    {
    }

    /// <summary>Gets the folder of the skills that come with the program: models/skills.</summary>
    public static string ShippedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "skills");

    /// <summary>Gets the push.</summary>
    public IActor Push { get; private init; } = null!;

    /// <summary>Gets the grasp at the edge.</summary>
    public IActor Edge { get; private init; } = null!;

    /// <summary>Gets the grasp at the wall; null where there is none.</summary>
    public IActor? Wall { get; private init; }

    /// <summary>Gets the hashes of all policies' numbers, in the order push, edge, wall.</summary>
    public IReadOnlyList<string> Hashes => [.. _all.Select(p => p.Hash)];

    /// <summary>Opens the skills of a folder.</summary>
    /// <param name="folder">Holds ungraspable-push.onnx and ungraspable-edge.onnx, and may hold ungraspable-wall.onnx.</param>
    /// <exception cref="PolicyException">A model is missing or cannot be used.</exception>
    public static FlatObjectPolicies Open(string folder)
    {
        var opened = new List<TaskPolicy>();
        try
        {
            foreach (string skill in (ReadOnlySpan<string>)[FlatObjectSkills.Push, FlatObjectSkills.Edge, FlatObjectSkills.Wall])
            {
                string path = Path.Combine(folder, $"{skill}.onnx");
                if (skill != FlatObjectSkills.Wall || File.Exists(path))
                    opened.Add(TaskPolicy.Open(path, skill, FlatObjectObservation.Size, BoardControl.ActionSize));
            }
        }
        catch (PolicyException)
        {
            opened.ForEach(p => p.Dispose());
            throw;
        }

        var policies = new FlatObjectPolicies { Push = opened[0], Edge = opened[1], Wall = opened.Count > 2 ? opened[2] : null };
        policies._all.AddRange(opened);
        return policies;
    }

    /// <inheritdoc/>
    public void Dispose() => _all.ForEach(p => p.Dispose());
}
