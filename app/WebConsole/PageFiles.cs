using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace DexGrasp.App.WebConsole;

/// <summary>The console's page, scripts and words. They are part of the program, so a request can reach nothing else.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";
    private readonly Dictionary<string, (byte[] Bytes, string Type, string Tag)> _files = [];

    /// <summary>Reads all files of the page.</summary>
    public PageFiles()
    {
        Assembly program = typeof(PageFiles).Assembly;
        foreach (string name in program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = program.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            string type = Path.GetExtension(name) switch
            {
                ".html" => "text/html; charset=utf-8",
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".json" => "application/json",
                ".svg" => "image/svg+xml",
                _ => "application/octet-stream",
            };
            _files["/" + name[Prefix.Length..].Replace('\\', '/')] = (bytes, type, $"\"{Convert.ToHexString(SHA256.HashData(bytes))[..16]}\"");
        }
    }

    /// <summary>Gets the paths of all files: "/index.html" and so on.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>Answers with a file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ConsoleRequestException">There is none.</exception>
    public Task SendAsync(HttpContext context, string path)
    {
        if (!_files.TryGetValue(path, out (byte[] Bytes, string Type, string Tag) file))
            throw new ConsoleRequestException(StatusCodes.Status404NotFound, "There is nothing here.");
        context.Response.Headers.ETag = file.Tag;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString() == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }
}
