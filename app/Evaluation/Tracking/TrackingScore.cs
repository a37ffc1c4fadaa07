namespace DexGrasp.App.Evaluation.Tracking;

/// <summary>How well a tracker's masks fit over all pictures.</summary>
/// <param name="Tracker">"network" or "classical".</param>
/// <param name="Pictures">Pictures in which the target shows.</param>
/// <param name="Precision">Share of the found pixels that are the target's, mean over the pictures with a mask. Range: 0 to 1.</param>
/// <param name="Recall">Share of the target's pixels that are found, mean over the pictures in which it shows. Range: 0 to 1.</param>
/// <param name="Iou">Intersection over union, mean over the pictures in which it shows. Range: 0 to 1.</param>
/// <param name="Off">Share of the pictures in which the target shows and the mask has next to nothing of it. Range: 0 to 1.</param>
/// <param name="Lost">Share of the pictures in which the target shows and the tracker says that it is lost. Range: 0 to 1.</param>
/// <param name="False">Share of the pictures without the target in which there is a mask. Range: 0 to 1; 0 where there is no such picture.</param>
public sealed record TrackingScore(string Tracker, int Pictures, double Precision, double Recall, double Iou, double Off, double Lost, double False)
{
    private const double NextToNothing = 0.1;

    /// <summary>Scores one tracker's frames.</summary>
    public static TrackingScore Of(string tracker, IReadOnlyList<TrackedFrame> frames)
    {
        TrackedFrame[] shown = [.. frames.Where(f => f.Shows)], hidden = [.. frames.Where(f => f.True == 0)];
        return new TrackingScore(
            tracker, shown.Length, Mean(frames.Where(f => f.Found >= TrackedFrame.FewestPixels), f => f.Both / (double)f.Found), Mean(shown, f => f.Both / (double)f.True), Mean(shown, f => f.Iou),
            Mean(shown, f => f.Iou < NextToNothing ? 1 : 0), Mean(shown, f => f.Sight == "Lost" ? 1 : 0), Mean(hidden, f => f.Found >= TrackedFrame.FewestPixels ? 1 : 0));
    }

    private static double Mean(IEnumerable<TrackedFrame> frames, Func<TrackedFrame, double> of) => Math.Round(frames.Select(of).DefaultIfEmpty(0).Average(), 4);
}
