using System.Reflection;
using System.Text;
using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation.Refusals;

/// <summary>Instructions, one a line, from a file or from the lists that are part of the build.</summary>
internal static class InstructionList
{
    /// <summary>Reads a list; empty lines are left out.</summary>
    /// <param name="path">A UTF-8 file; null for the list that is part of the build.</param>
    /// <param name="builtIn">Name of that list: "harmful", "ordinary" or "paraphrases".</param>
    /// <exception cref="UserErrorException">The file cannot be read, or holds nothing.</exception>
    public static IReadOnlyList<string> Read(string? path, string builtIn)
    {
        string text;
        try
        {
            using Stream stream = path is null
                ? Assembly.GetExecutingAssembly().GetManifestResourceStream($"DexGrasp.App.Data.{builtIn}.txt")!
                : File.OpenRead(path);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            text = reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new UserErrorException($"Cannot read {path}: {e.Message}", "Give a UTF-8 text file with one instruction a line.", cause: e);
        }

        string[] lines = [.. text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
        return lines.Length > 0 ? lines : throw new UserErrorException($"{path} holds no instruction.", "Give a UTF-8 text file with one instruction a line.");
    }
}
