using System.CommandLine;
using DexGrasp.App.Planning;
using DexGrasp.Planner.Vlm;

namespace DexGrasp.App.Cli;

/// <summary>The options that choose a planner, the same on every command that has one.</summary>
internal sealed class PlannerOptions
{
    private const int LongestTimeoutS = 600;
    private readonly Option<string> _planner = SharedOptions.OneOf("--planner", "what understands and decides: the embedded planner, or a vision-language model (docs/vlm.md)", PlannerChoice.EmbeddedName, PlannerChoice.ModelName);
    private readonly Option<string?> _url = Url("OpenAI-compatible endpoint; its key comes from the environment variable DEXGRASP_VLM_KEY");
    private readonly Option<string?> _model = new("--vlm-model") { Description = "the model's name as the server lists it", HelpName = "NAME" };
    private readonly Option<string> _boxes = SharedOptions.OneOf("--vlm-boxes", "how the model writes boxes: in pixels of the picture, or from 0 to a thousand", "pixels", "thousand");
    private readonly Option<int> _timeout = SharedOptions.Ranged("--vlm-timeout", 60, 1, LongestTimeoutS, "longest wait for one answer", "SECONDS");
    private readonly Option<string?> _prompts = new("--vlm-prompts") { Description = "folder with prompt files of your own", HelpName = "DIR" };
    private readonly Option<string?> _cache = new("--vlm-cache") { Description = "folder that keeps answers over runs", HelpName = "DIR" };
    private readonly Option<string?> _record = new("--vlm-record") { Description = "write every question and answer to FILE, one a line", HelpName = "FILE" };
    private readonly Option<string?> _replay = new("--vlm-replay") { Description = "take the answers from such a FILE, without a server", HelpName = "FILE" };
    private readonly Option<bool> _noFallback = new("--no-fallback") { Description = "end the task when the model cannot be asked, instead of going on with the embedded planner" };

    /// <summary>The endpoint's option alone, for commands that only look at it.</summary>
    public static Option<string?> Url(string description) => new("--vlm-url") { Description = description, HelpName = "URL" };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _planner, _url, _model, _boxes, _timeout, _prompts, _cache, _record, _replay, _noFallback })
            command.Options.Add(option);
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UserErrorException">They do not go together.</exception>
    public PlannerChoice Read(ParseResult parsed)
    {
        bool asksModel = parsed.GetValue(_planner) == PlannerChoice.ModelName;
        string? url = parsed.GetValue(_url), model = parsed.GetValue(_model), record = parsed.GetValue(_record), replay = parsed.GetValue(_replay);
        if (!asksModel)
        {
            string[] idle = [.. new Option[] { _url, _model, _boxes, _timeout, _prompts, _cache, _record, _replay, _noFallback }
                .Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name)];
            return idle.Length == 0 ? PlannerChoice.Embedded : throw new UserErrorException($"{string.Join(", ", idle)} only mean something with --planner {PlannerChoice.ModelName}.", "Add it, or leave them out.");
        }

        if (replay is null && (url is null || model is null))
            throw new UserErrorException($"--planner {PlannerChoice.ModelName} needs --vlm-url and --vlm-model, or --vlm-replay.", "dexgrasp doctor --vlm-url URL lists the server's models; docs/vlm.md has examples.");
        if (replay is not null && replay == record)
            throw new UserErrorException($"--vlm-record and --vlm-replay are the same file {replay}; nothing was written.", "Record to another one.");
        var standard = new VlmOptions();
        return new PlannerChoice(
            standard with
            {
                Url = url is null ? standard.Url : ParseUrl(url),
                Model = model ?? standard.Model,
                Boxes = parsed.GetValue(_boxes) == "thousand" ? BoxConvention.Thousand : BoxConvention.Pixels,
                CallTimeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
                PromptFolder = parsed.GetValue(_prompts),
                CacheFolder = parsed.GetValue(_cache),
                RecordFile = record,
            },
            replay,
            !parsed.GetValue(_noFallback));
    }

    /// <summary>Reads an endpoint's address.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static Uri ParseUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
        ? VlmEndpoint.Complete(url)
        : throw new UserErrorException($"--vlm-url: '{text}' is no address.", "It begins with http:// or https:// and usually ends with /v1, as http://localhost:8000/v1.");
}
