using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>What a picture says about points that were expected in it.</summary>
/// <param name="Mask">The pixels that show them.</param>
/// <param name="Seen">Points at their expected depth and colour.</param>
/// <param name="Gone">Points behind which something else is seen.</param>
/// <param name="Hidden">Points without a reading, or with the robot or something else before them.</param>
/// <param name="Score">How well the picture agrees: seen points by their nearness, less those that are gone.</param>
internal sealed record TargetEvidence(Mask Mask, int Seen, int Gone, int Hidden, double Score);
