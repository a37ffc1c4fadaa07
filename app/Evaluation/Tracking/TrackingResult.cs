namespace DexGrasp.App.Evaluation.Tracking;

/// <summary>The result of <c>eval tracking</c>.</summary>
/// <param name="Suite">"tracking".</param>
/// <param name="Seed">Seed of the first episode.</param>
/// <param name="Episodes">Grasps.</param>
/// <param name="Scores">One a tracker.</param>
/// <param name="IouGain">Mean over episodes of the network's IoU less the classical tracker's.</param>
/// <param name="IouGainHalfWidth">Half the width of its 95 % interval over episodes, which is what chance draws.</param>
/// <param name="Frames">Every picture.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Provenance">Where the result comes from.</param>
public sealed record TrackingResult(
    string Suite,
    int Seed,
    int Episodes,
    IReadOnlyList<TrackingScore> Scores,
    double IouGain,
    double IouGainHalfWidth,
    IReadOnlyList<TrackedFrame> Frames,
    double WallS,
    Provenance Provenance)
{
    private const double Z95 = 1.96;

    /// <summary>Scores frames.</summary>
    /// <param name="seed">Seed of the first episode.</param>
    /// <param name="episodes">Grasps.</param>
    /// <param name="frames">Of both trackers.</param>
    /// <param name="wallS">Unit: s.</param>
    /// <param name="provenance">Where the result comes from.</param>
    public static TrackingResult From(int seed, int episodes, IReadOnlyList<TrackedFrame> frames, double wallS, Provenance provenance)
    {
        double[] gains = [.. frames.Where(f => f.Shows).GroupBy(f => f.Seed).Select(Gain)];
        double mean = gains.DefaultIfEmpty(0).Average(), squares = gains.Sum(g => (g - mean) * (g - mean));
        double half = gains.Length > 1 ? Z95 * Math.Sqrt(squares / (gains.Length - 1) / gains.Length) : 0;
        return new TrackingResult(
            "tracking", seed, episodes, [.. frames.GroupBy(f => f.Tracker).Select(g => TrackingScore.Of(g.Key, [.. g]))], Math.Round(mean, 4), Math.Round(half, 4), frames, wallS, provenance);
    }

    private static double Gain(IEnumerable<TrackedFrame> episode)
    {
        ILookup<bool, double> iou = episode.ToLookup(f => f.Tracker == TrackingEpisode.Network, f => f.Iou);
        return iou[true].DefaultIfEmpty(0).Average() - iou[false].DefaultIfEmpty(0).Average();
    }
}
