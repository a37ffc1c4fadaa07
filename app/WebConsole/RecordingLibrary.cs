using Microsoft.AspNetCore.Http;

namespace DexGrasp.App.WebConsole;

/// <summary>Recordings, films and reports in one folder and below it; nothing outside can be reached, by links neither.</summary>
/// <param name="folder">The folder; it need not be there.</param>
internal sealed class RecordingLibrary(string folder)
{
    private const int MostEntries = 200;
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin";
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".mp4"] = "video/mp4",
        [".jsonl"] = "application/x-ndjson",
        [".html"] = "text/html; charset=utf-8",
    };

    private static readonly EnumerationOptions NoLinks = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        IgnoreInaccessible = true,
    };

    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Lists what there is, newest first.</summary>
    public IReadOnlyList<RecordingEntry> List()
    {
        if (!Directory.Exists(_folder))
            return [];
        return
        [
            .. (from file in new DirectoryInfo(_folder).EnumerateFiles("*", NoLinks)
               where Types.ContainsKey(file.Extension)
               group file by file.DirectoryName! into group_
               let path = Path.GetRelativePath(_folder, group_.Key).Replace('\\', '/')
               let name = path == "." ? "" : path
               let newest = group_.Max(f => f.LastWriteTimeUtc)
               orderby newest descending, name
               select new RecordingEntry(
                   name, newest, File.Exists(Path.Combine(group_.Key, "eval.json")),
                   Find(name, group_, f => f.Name == "report.html"), Find(name, group_, f => f.Name == "recording.jsonl"),
                   [.. group_.Where(f => f.Extension == ".mp4").OrderBy(f => f.Name, StringComparer.Ordinal).Take(20).Select(f => Join(name, f.Name))]) into entry
               where entry.Report is not null || entry.Recording is not null || entry.Videos.Count > 0
               select entry).Take(MostEntries),
        ];
    }

    /// <summary>Answers with a file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">As <see cref="List"/> gives it.</param>
    /// <exception cref="ConsoleRequestException">There is no such file in the folder.</exception>
    public Task SendAsync(HttpContext context, string path)
    {
        FileInfo file = Find(path) ?? throw new ConsoleRequestException(StatusCodes.Status404NotFound, "There is no such recording or report.");
        context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        return Results.File(file.FullName, Types[file.Extension], lastModified: file.LastWriteTimeUtc, enableRangeProcessing: true).ExecuteAsync(context);
    }

    // Walks down name by name: what is no plain name of an existing folder or file that is no link ends it.
    private FileInfo? Find(string path)
    {
        string[] names = path.Split('/');
        if (names.Length > NoLinks.MaxRecursionDepth + 1 || !names.All(IsPlain) || !Types.ContainsKey(Path.GetExtension(names[^1])))
            return null;
        string at = _folder;
        foreach (string name in names[..^1])
        {
            at = Path.Combine(at, name);
            if (new DirectoryInfo(at) is not { Exists: true, LinkTarget: null })
                return null;
        }

        var file = new FileInfo(Path.Combine(at, names[^1]));
        return file is { Exists: true, LinkTarget: null } ? file : null;
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 200 && name[0] != '.' && !name.Any(c => char.IsControl(c) || c is '/' or '\\' or ':');

    private static string? Find(string folder, IEnumerable<FileInfo> files, Func<FileInfo, bool> which) =>
        files.FirstOrDefault(which) is { } file ? Join(folder, file.Name) : null;

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
