namespace DexGrasp.App.Evaluation.Tracking;

/// <summary>One tracker's mask of one head picture, against the true one.</summary>
/// <param name="Seed">Of the episode.</param>
/// <param name="AtS">Time since the grasp began. Unit: s.</param>
/// <param name="Tracker">"network" or "classical".</param>
/// <param name="True">The target's visible pixels.</param>
/// <param name="Found">Pixels of the mask.</param>
/// <param name="Both">Pixels of the mask that are the target's.</param>
/// <param name="Sight">What the tracker said: "Seen", "Hidden" or "Lost".</param>
public sealed record TrackedFrame(int Seed, double AtS, string Tracker, int True, int Found, int Both, string Sight)
{
    /// <summary>Fewer pixels than this are a sliver for which shares say little.</summary>
    public const int FewestPixels = 100;

    /// <summary>Gets whether enough of the target shows to judge by.</summary>
    public bool Shows => True >= FewestPixels;

    /// <summary>Gets intersection over union with the true pixels. Range: 0 to 1.</summary>
    public double Iou => Both / (double)Math.Max(1, True + Found - Both);
}
