using System.Net;
using System.Text;

namespace DexGrasp.App.Reports;

/// <summary>Builds a page that is one file: its style, pictures and videos are inside, and it loads nothing.</summary>
public sealed class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2433;--soft:#5d6679;--line:#d9dee8;--back:#fff;--panel:#f5f7fa;--good:#1f8a5b;--bad:#c0392b;--mark:#2d6cdf}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9f0;--soft:#98a2b8;--line:#333b4d;--back:#12161f;--panel:#1b212d;--good:#3fbf86;--bad:#ef6a5b;--mark:#6ea1ff}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:1100px;padding:28px 20px 60px;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;color:var(--ink);background:var(--back)}
        h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:32px 0 10px}p{margin:6px 0}.soft{color:var(--soft)}
        .tiles{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}.tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 16px;min-width:130px}
        .tile b{display:block;font-size:24px;line-height:1.2}.tile span{color:var(--soft);font-size:13px}.good{color:var(--good)}.bad{color:var(--bad)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{text-align:left;padding:5px 10px;border-bottom:1px solid var(--line);vertical-align:top}
        th{color:var(--soft);font-weight:600;font-size:13px}td.number,th.number{text-align:right;white-space:nowrap;width:1%}video,img{max-width:100%;border-radius:8px;display:block;background:#000}
        details{margin:10px 0}summary{cursor:pointer;font-weight:600}svg{max-width:100%;height:auto;display:block}svg text{fill:var(--ink);font:13px system-ui,"DejaVu Sans",sans-serif}svg .soft{fill:var(--soft)}
        """;

    private readonly StringBuilder _body = new();
    private readonly string _title;

    /// <summary>Starts a page.</summary>
    /// <param name="title">Title and first heading.</param>
    public HtmlPage(string title)
    {
        _title = title;
        _body.Append($"<h1>{Escape(title)}</h1>\n");
    }

    /// <summary>Returns text as it must stand in HTML.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Adds a heading.</summary>
    public HtmlPage Heading(string text) => Raw($"<h2>{Escape(text)}</h2>");

    /// <summary>Adds a paragraph.</summary>
    public HtmlPage Paragraph(string text, bool soft = false) => Raw($"<p{(soft ? " class=\"soft\"" : "")}>{Escape(text)}</p>");

    /// <summary>Adds a row of figures.</summary>
    /// <param name="tiles">Figure, what it is, and whether it is good (null: neither).</param>
    public HtmlPage Tiles(params (string Figure, string Meaning, bool? Good)[] tiles) => Raw(
        $"<div class=\"tiles\">{string.Concat(tiles.Select(t =>
            $"<div class=\"tile\"><b{(t.Good is { } good ? good ? " class=\"good\"" : " class=\"bad\"" : "")}>{Escape(t.Figure)}</b><span>{Escape(t.Meaning)}</span></div>"))}</div>");

    /// <summary>Adds a table; a column is right-aligned if its header begins with '#'.</summary>
    /// <param name="headers">Column headers.</param>
    /// <param name="rows">Cells as plain text. Shape of each row: [headers].</param>
    public HtmlPage Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        bool[] number = [.. headers.Select(h => h.StartsWith('#'))];
        string Cell(string tag, string text, int column) => $"<{tag}{(number[column] ? " class=\"number\"" : "")}>{Escape(text)}</{tag}>";
        _body.Append("<div class=\"wide\"><table><thead><tr>")
            .AppendJoin("", headers.Select((h, i) => Cell("th", h.TrimStart('#'), i))).Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
            _body.Append("<tr>").AppendJoin("", row.Select((c, i) => Cell("td", c, i))).Append("</tr>\n");
        _body.Append("</tbody></table></div>\n");
        return this;
    }

    /// <summary>Adds content that can be folded away.</summary>
    /// <param name="summary">The line that stays.</param>
    /// <param name="open">Whether it starts unfolded.</param>
    /// <param name="content">Adds the content to this page.</param>
    public HtmlPage Details(string summary, bool open, Action<HtmlPage> content)
    {
        Raw($"<details{(open ? " open" : "")}><summary>{Escape(summary)}</summary>");
        content(this);
        return Raw("</details>");
    }

    /// <summary>Adds markup as it is; the caller has escaped it.</summary>
    public HtmlPage Raw(string markup)
    {
        _body.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Returns the whole page.</summary>
    public override string ToString() =>
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Escape(_title)}</title><style>{Style}</style></head><body>
        {_body}</body></html>

        """;
}
