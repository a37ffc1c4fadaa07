using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>Reads and writes the folder of an evaluation: eval.json, report.html and videos.</summary>
public static class EvaluationFolder
{
    /// <summary>Name of the result file.</summary>
    public const string ResultName = "eval.json";

    /// <summary>Name of the report.</summary>
    public const string ReportName = "report.html";

    /// <summary>Returns the name of an episode's video.</summary>
    public static string VideoName(int seed) => $"episode-{seed:000000}.mp4";

    /// <summary>Writes result and report; videos that are in the folder already are shown.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public static void Write(string folder, EvaluationResult result)
    {
        AtomicFile.WriteText(Path.Combine(folder, ResultName), ResultJson.Serialize(result));
        WriteReport(folder, result);
    }

    /// <summary>Writes the report alone.</summary>
    /// <exception cref="UserErrorException">The folder cannot be written.</exception>
    public static void WriteReport(string folder, EvaluationResult result)
    {
        Dictionary<int, string> videos = result.PerEpisode.Select(e => e.Seed)
            .Where(seed => File.Exists(Path.Combine(folder, VideoName(seed)))).ToDictionary(seed => seed, VideoName);
        AtomicFile.WriteText(Path.Combine(folder, ReportName), EvaluationReport.Render(result, videos));
    }

    /// <summary>Reads a result.</summary>
    /// <param name="path">An eval.json, or a folder that holds one.</param>
    /// <exception cref="UserErrorException">It is missing or not of this form.</exception>
    public static EvaluationResult Read(string path) =>
        ResultJson.Read<EvaluationResult>(Directory.Exists(path) ? Path.Combine(path, ResultName) : path);
}
