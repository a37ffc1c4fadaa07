using DexGrasp.Core.Images;
using DexGrasp.Planner.Grounding;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>From a model's box to the object that the cameras see there.</summary>
internal static class BoxMatcher
{
    /// <summary>The least overlap (intersection over union) of the model's box with an object's own.</summary>
    public const double LeastOverlap = 0.2;

    /// <summary>Returns the object that overlaps best; null when none overlaps enough.</summary>
    public static SeenObject? Match(BoundingBox box, SceneView scene)
    {
        SeenObject? best = scene.Objects.MaxBy(o => o.Box.IntersectionOverUnion(box));
        return best is not null && best.Box.IntersectionOverUnion(box) >= LeastOverlap ? best : null;
    }
}
