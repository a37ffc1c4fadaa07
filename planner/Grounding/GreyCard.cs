using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// The light's colour and strength, read off the robot, whose own colour is known and which stands in the same light as the objects
/// (von Kries' rule: each channel is scaled by itself).
/// </summary>
internal static class GreyCard
{
    private const int FewestPixels = 400;
    private const float AboveTableM = 0.05f;

    // Which pixels count, in order of brightness: neither what lies in shadow nor what glares.
    private const double From = 0.4, To = 0.95;
    private const double LeastTint = 0.6, MostTint = 1.7, LeastExposure = 0.75, MostExposure = 2.2;

    // What the head camera sees of the robot near its home posture, in the default scene's white light; a posture that shows more of the
    // white links reads brighter.
    private static readonly double[] Reference = [51, 55, 59];

    /// <summary>Returns what to multiply red, green and blue by, to see the picture as in the reference light; ones where too little of the robot shows.</summary>
    /// <param name="picture">HWC, RGB, uint8.</param>
    /// <param name="surface">Its points.</param>
    /// <param name="robot">Where the robot is; null for none.</param>
    public static (double R, double G, double B) Gains(ImageRgb picture, Surface surface, RobotShape? robot)
    {
        var seen = new List<int>();
        for (int i = 0; i < surface.Z.Length; i += 2)
            if (surface.Z[i] > AboveTableM && robot?.Contains(surface.Point(i)) == true)
                seen.Add(i);
        if (seen.Count < FewestPixels)
            return (1, 1, 1);
        List<int> counted = seen.OrderBy(i => picture.Pixels[3 * i] + picture.Pixels[(3 * i) + 1] + picture.Pixels[(3 * i) + 2]).ToList()
            [(int)(From * seen.Count)..(int)(To * seen.Count)];
        double[] mean = [.. Enumerable.Range(0, 3).Select(c => Math.Max(1, counted.Average(i => picture.Pixels[(3 * i) + c])))];
        double exposure = Math.Clamp(Reference.Sum() / mean.Sum(), LeastExposure, MostExposure), scale = mean.Sum() / Reference.Sum();
        double Gain(int c) => exposure * Math.Clamp(Reference[c] * scale / mean[c], LeastTint, MostTint);
        return (Gain(0), Gain(1), Gain(2));
    }
}
