namespace DexGrasp.Data.LeRobot;

/// <summary>Where the files of a LeRobotDataset v3.0 lie, seen from the dataset's folder.</summary>
internal static class DatasetLayout
{
    public const string Version = "v3.0";
    public const string InfoFile = "meta/info.json";
    public const string StatsFile = "meta/stats.json";
    public const string TasksFile = "meta/tasks.parquet";
    public const string EpisodesFolder = "meta/episodes";
    public const string LockFile = "meta/.writer.lock";
    public const string DataTemplate = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
    public const string VideoTemplate = "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4";

    /// <summary>Most files in one chunk folder.</summary>
    public const int ChunksSize = 1000;

    /// <summary>Advice to programs that put several episodes into one file. Unit: MB.</summary>
    public const int DataFileMegabytes = 100;

    /// <summary>Advice to programs that put several episodes into one file. Unit: MB.</summary>
    public const int VideoFileMegabytes = 200;

    public static string Data(FilePlace place) => $"data/{place.Name}.parquet";

    public static string Episodes(FilePlace place) => $"{EpisodesFolder}/{place.Name}.parquet";

    public static string Video(string key, FilePlace place) => $"videos/{key}/{place.Name}.mp4";

    public static string Sidecar(string key, FilePlace place) => $"sidecars/{key}/{place.Name}.parquet";
}
