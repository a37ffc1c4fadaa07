using DexGrasp.App.Reports;

namespace DexGrasp.App.Evaluation;

/// <summary>Shows an evaluation as one HTML file that opens offline.</summary>
public static class EvaluationReport
{
    private const int ListedEpisodes = 2000;

    /// <summary>Renders the report.</summary>
    /// <param name="result">What to show.</param>
    /// <param name="videos">File names of episode videos that lie beside the report, by seed.</param>
    public static string Render(EvaluationResult result, IReadOnlyDictionary<int, string> videos)
    {
        string part = result.Provenance.Shard is { } shard ? $", shard {shard}" : "";
        HtmlPage page = new HtmlPage($"Evaluation: {result.Suite}, policy {result.Policy}")
            .Paragraph(
                $"{result.PerEpisode.Count} episodes from seed {result.Seed}{part}; objects {result.Provenance.Objects}, scene {result.Provenance.Scene}, {result.Provenance.Density}{(result.Provenance.Disturbance.Length == 0 ? "" : $", disturbed by {result.Provenance.Disturbance}")}.", soft: true)
            .Tiles(
                (Percent(result.Success.Rate), $"success, 95 % interval {Percent(result.Success.Low)} to {Percent(result.Success.High)}", null),
                (Percent(result.SuccessAt["1"]), "at the first attempt", null),
                ($"{result.Steps.Median * 0.05:0.0} s", "median time", null),
                ($"{result.Cost.Total:0.###}", "mean safety cost", result.Cost.Total > 0 ? false : null),
                ($"{result.SuccessButUnsafe}", "successful but unsafe", result.SuccessButUnsafe > 0 ? false : null),
                ($"{result.Crashed}", "crashed", result.Crashed > 0 ? false : null))
            .Heading("Success")
            .Raw(BarChart.Render(SuccessBars(result), 1, "var(--good)"));
        AddTargets(page, result);
        AddFailures(page, result);
        AddVideos(page, videos);
        AddEpisodes(page, result);
        AddProvenance(page, result);
        return page.ToString();
    }

    private static List<(string, double, string, (double, double)?)> SuccessBars(EvaluationResult result) =>
    [
        ("all attempts", result.Success.Rate, $"{Percent(result.Success.Rate)} of {result.Success.N}", (result.Success.Low, result.Success.High)),
        .. result.SuccessAt.Select(s => ($"within {s.Key} attempt{(s.Key == "1" ? "" : "s")}", s.Value, Percent(s.Value), ((double, double)?)null)),
    ];

    private static void AddTargets(HtmlPage page, EvaluationResult result)
    {
        var targets = result.PerEpisode.Where(e => e.Target.Length > 0).GroupBy(e => e.Target)
            .Select(g => (Name: g.Key, Rate: RateInterval.Wilson(g.Count(e => e.Success), g.Count())))
            .OrderBy(t => t.Rate.Rate).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        if (targets.Count < 2)
            return;
        page.Heading("By object, hardest first").Details($"{targets.Count} objects", open: targets.Count <= 40, p => p.Raw(BarChart.Render(
            [.. targets.Select(t => (t.Name, t.Rate.Rate, $"{Percent(t.Rate.Rate)} of {t.Rate.N}", ((double, double)?)(t.Rate.Low, t.Rate.High)))], 1, "var(--mark)")));
    }

    private static void AddFailures(HtmlPage page, EvaluationResult result)
    {
        page.Heading("Reasons of failure");
        if (result.FailureReasons.Count == 0)
        {
            page.Paragraph("No episode failed.");
            return;
        }

        page.Raw(BarChart.Render(
            [.. result.FailureReasons.Take(20).Select(f => (f.Key, (double)f.Value, $"{f.Value} episode{(f.Value == 1 ? "" : "s")}", ((double, double)?)null))],
            result.FailureReasons.Values.Max(), "var(--bad)"));
    }

    private static void AddVideos(HtmlPage page, IReadOnlyDictionary<int, string> videos)
    {
        if (videos.Count == 0)
            return;
        page.Heading("Videos");
        foreach ((int seed, string file) in videos.OrderBy(v => v.Key))
            page.Details($"seed {seed}", open: false, p => p.Raw($"<video controls preload=\"none\" src=\"{HtmlPage.Escape(Uri.EscapeDataString(file))}\"></video>"));
    }

    private static void AddEpisodes(HtmlPage page, EvaluationResult result)
    {
        page.Heading("Episodes").Details($"{result.PerEpisode.Count} episodes", open: result.PerEpisode.Count <= 50, p => p.Table(
            ["#seed", "target", "words", "result", "#attempts", "#steps", "#cost", "reason", .. Disturbed(result, "disturbance")],
            result.PerEpisode.Take(ListedEpisodes).Select(e => (IReadOnlyList<string>)
                [$"{e.Seed}", e.Target, e.Instruction, e.Success ? "success" : "failed", $"{e.Attempts}", $"{e.Steps}", $"{e.Cost:0.###}", e.Success ? "" : e.Reason, .. Disturbed(result, e.Disturbance ?? "none")])));
        if (result.PerEpisode.Count > ListedEpisodes)
            page.Paragraph($"The first {ListedEpisodes} of {result.PerEpisode.Count} are listed; eval.json has all.", soft: true);
    }

    private static void AddProvenance(HtmlPage page, EvaluationResult result)
    {
        Provenance p = result.Provenance;
        page.Heading("Where this comes from").Table(["what", "value"],
        [
            ["DexGrasp", p.Commit is null ? p.Version : $"{p.Version}, commit {p.Commit}"],
            ["MuJoCo", p.Mujoco],
            ["robot", p.Robot],
            ["policy", p.Policy],
            .. p.ModelHashes.Select(m => (IReadOnlyList<string>)[$"model {m.Key}", m.Value]),
            ["objects", p.Objects + Hash(p.ObjectsSha256)],
            ["scene", $"{p.Scene}{Hash(p.SceneSha256)}, {p.Density}"],
            ["target", p.Target.Length == 0 ? "none" : $"by {p.Target}"],
            .. Disturbance(result),
            .. Row("inference", p.Inference),
            ["seeds", $"{result.Seed} to {result.Seed + result.Episodes - 1}"],
            ["run time", $".NET {p.Dotnet}, {p.Platform}"],
            .. Row("pictures", p.Renderer),
            ["interval", p.Interval],
            ["time", $"{result.SimS:0} s simulated in {result.WallS:0} s"],
        ]);
    }

    private static IEnumerable<IReadOnlyList<string>> Disturbance(EvaluationResult result) => result.Provenance.Disturbance.Length == 0
        ? [] : [["disturbance", $"{result.Provenance.Disturbance}, in {result.PerEpisode.Count(e => e.Disturbance is not null)} of {result.PerEpisode.Count} episodes"]];

    private static IEnumerable<IReadOnlyList<string>> Row(string name, string value) => value.Length == 0 ? [] : [[name, value]];

    private static string Hash(string? sha256) => sha256 is null ? "" : $" (SHA-256 {sha256})";

    private static string[] Disturbed(EvaluationResult result, string cell) => result.Provenance.Disturbance.Length == 0 ? [] : [cell];

    private static string Percent(double rate) => $"{100 * rate:0.0} %";
}
