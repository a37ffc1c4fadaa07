using DexGrasp.App.Reports;

namespace DexGrasp.App.Demo;

/// <summary>Shows a demo as one HTML file that opens offline.</summary>
public static class DemoReport
{
    /// <summary>A video up to this size is put into the page; a larger one stays beside it. Unit: bytes.</summary>
    public const long MostEmbeddedBytes = 20_000_000;

    /// <summary>Renders the report.</summary>
    /// <param name="story">What to tell.</param>
    /// <param name="reportFolder">Where the report will lie; a video that is not put into the page must lie there too.</param>
    public static string Render(DemoStory story, string reportFolder)
    {
        DemoResult r = story.Result;
        var page = new HtmlPage($"“{r.Prompt}”");
        page.Paragraph(r.Success ? $"Done: everything that was asked for is {r.Where}." : $"Not done: {r.Reason}", soft: true)
            .Tiles(
                ($"{r.Placed} of {r.Objects}", "objects placed", r.Placed == r.Objects && r.Objects > 0),
                ($"{r.Attempts}", "grasps tried", null),
                ($"{r.Refused}", "commands refused by the gate", r.Refused == 0 ? null : false),
                ($"{r.Seconds:0} s", "wall time", null));
        AddVideo(page, r.Video, reportFolder);
        if (story.Pictures.Count > 0)
        {
            page.Heading("What the planner saw")
                .Raw("<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:12px\">");
            foreach (DemoPicture picture in story.Pictures)
                page.Raw($"<figure style=\"margin:0\"><img alt=\"\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\">"
                    + $"<figcaption class=\"soft\">{picture.TimeS:0.0} s: {HtmlPage.Escape(picture.Caption)}</figcaption></figure>");
            page.Raw("</div>");
        }

        return page
            .Heading("What happened")
            .Table(["#time", "kind", "what"], story.Events.Select(e => (IReadOnlyList<string>)[$"{e.TimeS:0.00} s", e.Kind, e.Text]))
            .Heading("Where this comes from")
            .Table(["what", "value"], story.Facts.Select(f => (IReadOnlyList<string>)[f.Name, f.Value]))
            .ToString();
    }

    private static void AddVideo(HtmlPage page, string? video, string reportFolder)
    {
        if (video is null || !File.Exists(video))
            return;
        bool embedded = new FileInfo(video).Length <= MostEmbeddedBytes;
        string source = embedded
            ? $"data:video/mp4;base64,{Convert.ToBase64String(File.ReadAllBytes(video))}"
            : Uri.EscapeDataString(Path.GetRelativePath(reportFolder, video)).Replace("%2F", "/", StringComparison.Ordinal);
        page.Heading("Video").Raw($"<video controls src=\"{source}\"></video>");
    }
}
