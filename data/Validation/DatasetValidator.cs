using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Statistics;

namespace DexGrasp.Data.Validation;

/// <summary>Holds a dataset to everything that LeRobot and this program rely on. Reads every number, mask and depth picture; counts video frames.</summary>
public static class DatasetValidator
{
    /// <summary>Most findings in a report; damage often repeats in every episode.</summary>
    public const int MostFindings = 50;

    private const double StatisticsTolerance = 1e-4;

    /// <summary>Looks at a dataset.</summary>
    /// <param name="folder">Holds meta/, data/ and videos/.</param>
    /// <param name="progress">Told the number of episodes that are done and of all; null = nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">It is no dataset, or of another version.</exception>
    public static async Task<ValidationReport> RunAsync(string folder, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        List<string> findings = [.. dataset.Notes];
        CheckTotals(dataset, findings);
        await CheckTasksAsync(dataset, findings, cancellationToken).ConfigureAwait(false);
        var statistics = new Dictionary<string, List<FeatureStatistics>>();
        foreach (EpisodeInfo episode in dataset.Episodes)
        {
            long expected = episode.Index == 0 ? 0 : dataset.Episodes[episode.Index - 1].ToIndex;
            if (episode.FromIndex != expected || episode.ToIndex != episode.FromIndex + episode.Length || episode.Length < 1)
                findings.Add($"episode {episode.Index}: frames {episode.FromIndex} to {episode.ToIndex}, length {episode.Length}; it has to start at {expected} and its length has to fit");
            await TryAsync(findings, () => CheckNumbersAsync(dataset, episode, statistics, findings, cancellationToken)).ConfigureAwait(false);
            foreach (Sidecar sidecar in dataset.Schema.Sidecars)
                await TryAsync(findings, () => CheckSidecarAsync(dataset, episode, sidecar, cancellationToken)).ConfigureAwait(false);
            progress?.Invoke(episode.Index + 1, dataset.Episodes.Count);
        }

        await VideoCheck.RunAsync(dataset, findings, cancellationToken).ConfigureAwait(false);
        CheckStatistics(dataset, statistics, findings);
        int more = findings.Count - MostFindings;
        if (more > 0)
        {
            findings.RemoveRange(MostFindings, more);
            findings.Add($"and {more} more");
        }

        return new ValidationReport(folder, findings.Count == 0, dataset.Episodes.Count, dataset.Frames, findings);
    }

    private static void CheckTotals(LeRobotDataset dataset, List<string> findings)
    {
        if (dataset.Episodes.Count == 0)
            findings.Add("there is no episode");
        if (dataset.Info.TotalFrames != dataset.Frames)
            findings.Add($"meta/info.json counts {dataset.Info.TotalFrames} frames; the episodes have {dataset.Frames}");
        if (dataset.Info.TotalTasks != dataset.Tasks.Count)
            findings.Add($"meta/info.json counts {dataset.Info.TotalTasks} tasks; meta/tasks.parquet has {dataset.Tasks.Count}");
        if (dataset.Tasks.GroupBy(task => task).FirstOrDefault(group => group.Count() > 1) is { } twice)
            findings.Add($"meta/tasks.parquet has the task '{twice.Key}' twice");
    }

    private static async Task CheckTasksAsync(LeRobotDataset dataset, List<string> findings, CancellationToken stop)
    {
        if (dataset.Tasks.Count > 0 && (await TasksFile.ReadAsync(dataset.Folder, stop).ConfigureAwait(false)).Problem is { } problem)
            findings.Add(problem);
    }

    private static async Task CheckNumbersAsync(
        LeRobotDataset dataset, EpisodeInfo episode, Dictionary<string, List<FeatureStatistics>> statistics, List<string> findings, CancellationToken stop)
    {
        EpisodeNumbers numbers = await dataset.ReadNumbersAsync(episode.Index, stop).ConfigureAwait(false);
        findings.AddRange(NumberCheck.Findings(dataset, episode, numbers));
        foreach (Feature feature in dataset.Schema.NumberFeatures)
        {
            if (!statistics.TryGetValue(feature.Key, out List<FeatureStatistics>? parts))
                statistics[feature.Key] = parts = [];
            parts.Add(NumberStatistics.Of(numbers.Column(feature.Key), feature.Size));
        }
    }

    private static async Task CheckSidecarAsync(LeRobotDataset dataset, EpisodeInfo episode, Sidecar sidecar, CancellationToken stop)
    {
        if (sidecar.Kind == SidecarKind.Mask)
            await foreach (Core.Images.Mask _ in dataset.ReadMasksAsync(episode.Index, sidecar.Key, stop).ConfigureAwait(false))
                stop.ThrowIfCancellationRequested();
        else
            await foreach (Core.Images.DepthImage _ in dataset.ReadDepthAsync(episode.Index, sidecar.Key, stop).ConfigureAwait(false))
                stop.ThrowIfCancellationRequested();
    }

    private static void CheckStatistics(LeRobotDataset dataset, Dictionary<string, List<FeatureStatistics>> parts, List<string> findings)
    {
        if (dataset.Episodes.Count == 0)
            return;
        IReadOnlyDictionary<string, FeatureStatistics> written;
        try
        {
            written = dataset.ReadStatistics();
        }
        catch (DatasetException e)
        {
            findings.Add(e.Message.TrimEnd('.'));
            return;
        }

        foreach (Feature feature in dataset.Schema.AllFeatures.Where(f => f.IsNumber || f.Type == FeatureType.Video))
        {
            if (!written.TryGetValue(feature.Key, out FeatureStatistics? stated))
                findings.Add($"meta/stats.json has no complete entry {feature.Key}");
            else if (feature.Type == FeatureType.Video && (stated.Mean.Count != feature.Shape[2] || stated.Min.Any(v => v < 0) || stated.Max.Any(v => v > 1)))
                findings.Add($"meta/stats.json, {feature.Key}: {feature.Shape[2]} channels in [0, 1] are needed");
            else if (feature.IsNumber && parts.TryGetValue(feature.Key, out List<FeatureStatistics>? of) && Difference(FeatureStatistics.Aggregate(of), stated) is { } difference)
                findings.Add($"meta/stats.json, {feature.Key}: {difference}");
        }
    }

    // Quantiles are left out: programs estimate them in different ways.
    private static string? Difference(FeatureStatistics actual, FeatureStatistics stated)
    {
        foreach (((string name, IReadOnlyList<double> values), (_, IReadOnlyList<double> said)) in actual.Named().Zip(stated.Named()).Where(pair => pair.First.Name[0] != 'q'))
        {
            if (values.Count != said.Count)
                return $"{name} has {said.Count} numbers; {values.Count} are needed";
            for (int i = 0; i < values.Count; i++)
                if (!(Math.Abs(values[i] - said[i]) <= StatisticsTolerance * Math.Max(1, Math.Abs(values[i]))))
                    return $"{name}, entry {i}, is {said[i]:G9}; the data says {values[i]:G9}";
        }

        return null;
    }

    private static async Task TryAsync(List<string> findings, Func<Task> check)
    {
        try
        {
            await check().ConfigureAwait(false);
        }
        catch (DatasetException e)
        {
            findings.Add(e.Message.TrimEnd('.'));
        }
    }
}
