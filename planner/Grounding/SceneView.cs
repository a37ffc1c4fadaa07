using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>Everything found in one head picture.</summary>
/// <param name="FrameNumber">The picture's number.</param>
/// <param name="Objects">From left to right in the picture.</param>
/// <param name="View">Left, right, near and far in this picture.</param>
public sealed record SceneView(long FrameNumber, IReadOnlyList<SeenObject> Objects, ViewFrame View)
{
    /// <summary>Returns a sentence for people: "I see: a red cup, two boxes."</summary>
    public string Describe()
    {
        if (Objects.Count == 0)
            return "I see nothing on the table.";
        IEnumerable<string> parts = Objects.GroupBy(o => o.Label).Select(g => g.Count() == 1 ? $"{Article(g.Key)} {g.Key}" : $"{g.Count()} times {Article(g.Key)} {g.Key}");
        return $"I see: {string.Join(", ", parts)}.";
    }

    private static string Article(string word) => "aeio".Contains(word[0], StringComparison.Ordinal) ? "an" : "a";
}
