using DexGrasp.App.Reports;

namespace DexGrasp.App.Policies.Attention;

/// <summary>Shows attention maps as one HTML file that opens offline.</summary>
public static class AttentionReport
{
    /// <summary>Name of the file.</summary>
    public const string Name = "attention.html";

    /// <summary>Renders the report.</summary>
    public static string Render(AttentionResult result)
    {
        HtmlPage page = new HtmlPage("Where a policy looks")
            .Paragraph($"{result.Source}. Mean over layers, heads, flow steps and the chunk's tokens of the attention to the condition's tokens.", soft: true)
            .Tiles(
                (Percent(result.HeadShare), "of the attention to the head picture", null), (Percent(result.WristShare), "to the wrist picture", null),
                (Percent(result.StateShare), "to the state, which is one token", null), ($"{result.OnTarget:0.0} x", "parts with the target, over even attention", null))
            .Paragraph("Left the picture, right the attention: blue is none, green as much as everywhere if it were even within the picture, red twice that or more. Outlined: the target's mask. A token sees more than the part of the picture that it stands for.", soft: true);
        foreach (AttentionFrame frame in result.Frames)
            page.Heading($"{frame.AtS:0.0} s")
                .Paragraph($"head {Percent(frame.HeadShare)}, wrist {Percent(frame.WristShare)}, state {Percent(frame.StateShare)}; parts with the target {frame.OnTarget:0.0} x", soft: true)
                .Raw($"<div style=\"display:flex;flex-wrap:wrap;gap:14px\">{Image(frame.HeadPng, "head")}{Image(frame.WristPng, "wrist")}</div>");
        page.Heading("Where this comes from")
            .Table(["what", "value"], [["DexGrasp", result.Version], ["policy", result.Policy], .. result.ModelHashes.Select(m => (IReadOnlyList<string>)[$"model {m.Key}", m.Value])]);
        return page.ToString();
    }

    private static string Image(byte[] png, string camera) => $"<figure style=\"margin:0\"><img alt=\"{camera}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><figcaption class=\"soft\">{camera}</figcaption></figure>";

    private static string Percent(double share) => $"{100 * share:0} %";
}
