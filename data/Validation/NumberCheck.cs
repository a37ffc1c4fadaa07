using DexGrasp.Data.LeRobot;

namespace DexGrasp.Data.Validation;

/// <summary>Checks the numbers of one episode.</summary>
internal static class NumberCheck
{
    /// <summary>LeRobot refuses frames whose time is further off. Unit: s.</summary>
    private const double TimeToleranceS = 1e-4;

    /// <summary>Returns the first finding of each kind.</summary>
    public static IEnumerable<string> Findings(LeRobotDataset dataset, EpisodeInfo episode, EpisodeNumbers numbers)
    {
        string?[] found =
        [
            First(numbers, FeatureKeys.FrameIndex, (value, frame) => value == frame, frame => $"{frame}"),
            First(numbers, FeatureKeys.EpisodeIndex, (value, _) => value == episode.Index, _ => $"{episode.Index}"),
            First(numbers, FeatureKeys.Index, (value, frame) => value == episode.FromIndex + frame, frame => $"{episode.FromIndex + frame}"),
            First(numbers, FeatureKeys.Timestamp, (value, frame) => Math.Abs(value - ((double)frame / dataset.Schema.Fps)) <= TimeToleranceS, frame => $"{(double)frame / dataset.Schema.Fps} s"),
            First(
                numbers, FeatureKeys.TaskIndex, (value, _) => value >= 0 && value < dataset.Tasks.Count && episode.Tasks.Contains(dataset.Tasks[(int)value]),
                _ => $"the number of one of the episode's tasks ({string.Join("; ", episode.Tasks)})"),
            .. dataset.Schema.NumberFeatures.Select(feature => NotFinite(feature, numbers)),
        ];
        return found.OfType<string>().Select(text => $"episode {episode.Index}, {text}");
    }

    private static string? First(EpisodeNumbers numbers, string key, Func<double, int, bool> right, Func<int, string> expected)
    {
        for (int frame = 0; frame < numbers.Frames; frame++)
            if (!right(numbers.Row(key, frame)[0], frame))
                return $"frame {frame}: {key} is {numbers.Row(key, frame)[0]}; {expected(frame)} is needed";
        return null;
    }

    private static string? NotFinite(Feature feature, EpisodeNumbers numbers)
    {
        ReadOnlySpan<double> values = numbers.Column(feature.Key);
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                return $"frame {i / feature.Size}: {feature.Key}, entry {i % feature.Size}, is {values[i]}; finite numbers are needed";
        return null;
    }
}
