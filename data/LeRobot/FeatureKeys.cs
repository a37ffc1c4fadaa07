namespace DexGrasp.Data.LeRobot;

/// <summary>Names that LeRobot gives to features, and those that DexGrasp adds in the same manner.</summary>
public static class FeatureKeys
{
    /// <summary>Joint targets. Shape: (13). Unit: rad. Order: RobotModel.JointNames.</summary>
    public const string Action = "action";

    /// <summary>Measured joint positions. Shape: (13). Unit: rad. Order: RobotModel.JointNames.</summary>
    public const string State = "observation.state";

    /// <summary>Time since the episode's first frame: frame_index / fps exactly. Unit: s.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Number of the frame in its episode, from 0.</summary>
    public const string FrameIndex = "frame_index";

    /// <summary>Number of the episode, from 0.</summary>
    public const string EpisodeIndex = "episode_index";

    /// <summary>Number of the frame in the dataset, from 0.</summary>
    public const string Index = "index";

    /// <summary>Number of the task, from 0; meta/tasks.parquet has its words.</summary>
    public const string TaskIndex = "task_index";

    /// <summary>Gets the features that every dataset has; the writer fills them.</summary>
    public static IReadOnlyList<Feature> Standard { get; } =
    [
        Feature.Number(Timestamp, FeatureType.Float32),
        Feature.Number(FrameIndex, FeatureType.Int64),
        Feature.Number(EpisodeIndex, FeatureType.Int64),
        Feature.Number(Index, FeatureType.Int64),
        Feature.Number(TaskIndex, FeatureType.Int64),
    ];

    /// <summary>Returns the key of a camera's pictures.</summary>
    public static string Images(string camera) => $"observation.images.{camera}";

    /// <summary>Returns the key of the masks in a camera's pictures.</summary>
    public static string Masks(string camera) => $"observation.masks.{camera}";

    /// <summary>Returns the key of a camera's depth pictures.</summary>
    public static string Depth(string camera) => $"observation.depth.{camera}";

    /// <summary>Returns whether the writer fills a feature by itself.</summary>
    public static bool IsStandard(string key) => Standard.Any(feature => feature.Key == key);
}
