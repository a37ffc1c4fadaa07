using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Video;

namespace DexGrasp.Data.Validation;

/// <summary>Checks the video files: size, rate, start, and one picture for every frame.</summary>
internal static class VideoCheck
{
    private const double RateTolerance = 1e-3;

    public static async Task RunAsync(LeRobotDataset dataset, List<string> findings, CancellationToken stop)
    {
        foreach (Feature video in dataset.Schema.VideoFeatures)
            foreach (IGrouping<FilePlace, EpisodeInfo> file in dataset.Episodes.GroupBy(e => e.Videos[video.Key].Place))
            {
                findings.AddRange(Spans(dataset, video, file));
                string name = DatasetLayout.Video(video.Key, file.Key);
                try
                {
                    VideoProbe probe = await VideoProbe.ReadAsync(Path.Combine(dataset.Folder, name), stop).ConfigureAwait(false);
                    findings.AddRange(Differences(dataset, video, probe, file.Sum(e => e.Length)).Select(text => $"{name}: {text}"));
                }
                catch (DatasetException e)
                {
                    findings.Add(e.Message.TrimEnd('.'));
                }
            }
    }

    private static IEnumerable<string> Spans(LeRobotDataset dataset, Feature video, IEnumerable<EpisodeInfo> episodes)
    {
        double half = 0.5 / dataset.Schema.Fps, expected = 0;
        foreach (EpisodeInfo episode in episodes)
        {
            VideoSpan span = episode.Videos[video.Key];
            double end = span.FromS + ((double)episode.Length / dataset.Schema.Fps);
            if (Math.Abs(span.FromS - expected) > half || Math.Abs(span.ToS - end) > half)
                yield return $"episode {episode.Index}, {video.Key}: from {span.FromS} s to {span.ToS} s; {expected} s to {expected + ((double)episode.Length / dataset.Schema.Fps)} s is needed";
            expected = end;
        }
    }

    private static IEnumerable<string> Differences(LeRobotDataset dataset, Feature video, VideoProbe probe, int frames)
    {
        if (probe.Frames != frames)
            yield return $"{probe.Frames} pictures; {frames} are needed, one for every frame";
        if (probe.Width != video.Shape[1] || probe.Height != video.Shape[0])
            yield return $"{probe.Width}x{probe.Height} px; {video.Shape[1]}x{video.Shape[0]} px is needed";
        if (Math.Abs(probe.FramesPerSecond - dataset.Schema.Fps) > RateTolerance)
            yield return $"{probe.FramesPerSecond} frames per second; {dataset.Schema.Fps} are needed";
        if (Math.Abs(probe.StartS) > 0.5 / dataset.Schema.Fps)
            yield return $"starts at {probe.StartS} s; 0 is needed";
    }
}
