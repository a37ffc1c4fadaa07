using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using DexGrasp.Planner.Vlm.Answers;

namespace DexGrasp.Planner.Vlm.Prompts;

/// <summary>
/// The texts that a model is asked with, from files that a user can edit (docs/vlm.md). Places for data are written {{name}}; data
/// always goes in as a JSON value between marks that it cannot close.
/// </summary>
internal sealed partial class PromptTexts
{
    private const int LongestFile = 20000;

    private static readonly Dictionary<string, string[]> Places = new(StringComparer.Ordinal)
    {
        ["system"] = [],
        ["understanding"] = ["words"],
        ["completion"] = ["words", "plan", "placed"],
        ["proposal"] = ["words", "plan", "placed", "failed"],
        ["box"] = ["instruction", "label", "numbers"],
        ["grasp"] = ["instruction", "label"],
        ["repair"] = ["error", "schema"],
    };

    // Letters of other languages stay readable; what could close a mark does not.
    private static readonly JsonSerializerOptions Data = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private PromptTexts()
    {
    }

    /// <summary>Gets the folder of the shipped files.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "prompts");

    /// <summary>Gets the text that comes before every question.</summary>
    public string Rules => _texts["system"];

    /// <summary>Reads the files.</summary>
    /// <param name="folder">Files in it replace shipped ones; null for those alone.</param>
    /// <exception cref="VlmSetupException">A file is missing or cannot be used; the message names it.</exception>
    public static PromptTexts Load(string? folder)
    {
        if (folder is not null && !Directory.Exists(folder))
            throw new VlmSetupException($"There is no folder {folder} with prompts.");
        var prompts = new PromptTexts();
        foreach ((string name, string[] places) in Places)
        {
            string own = Path.Combine(folder ?? Shipped, name + ".txt");
            prompts._texts[name] = Read(File.Exists(own) ? own : Path.Combine(Shipped, name + ".txt"), places);
        }

        return prompts;
    }

    /// <summary>Returns a question with its data filled in.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="data">A value for every place.</param>
    public string Fill(string name, params (string Place, object Value)[] data)
    {
        string text = _texts[name];
        return Place().Replace(text, m => Mark(m.Groups[1].Value, Array.Find(data, d => d.Place == m.Groups[1].Value).Value));
    }

    /// <summary>Returns the question that shows the model its error.</summary>
    public string Repair(string error, AnswerShape shape) => Place().Replace(
        _texts["repair"], m => m.Groups[1].Value == "schema" ? shape.Schema.GetRawText() : Mark("error", error));

    private static string Mark(string place, object value) => $"<data name=\"{place}\">{JsonSerializer.Serialize(value, Data)}</data>";

    private static string Read(string path, string[] places)
    {
        string text;
        try
        {
            text = File.ReadAllText(path).ReplaceLineEndings("\n").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VlmSetupException($"The prompt {path} cannot be read: {e.Message}", e);
        }

        if (text.Length is 0 or > LongestFile)
            throw new VlmSetupException($"The prompt {path} has {text.Length} characters; 1 to {LongestFile} are allowed.");
        string[] used = [.. Place().Matches(text).Select(m => m.Groups[1].Value).Distinct()];
        if (used.Except(places).FirstOrDefault() is { } unknown)
            throw new VlmSetupException($"The prompt {path} has a place {{{{{unknown}}}}} that is not filled; it may have {Names(places)}.");
        if (places.Except(used).FirstOrDefault() is { } missing)
            throw new VlmSetupException($"The prompt {path} lacks the place {{{{{missing}}}}}; it needs {Names(places)}.");
        return text;
    }

    private static string Names(string[] places) => places.Length == 0 ? "none" : string.Join(", ", places.Select(p => $"{{{{{p}}}}}"));

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
