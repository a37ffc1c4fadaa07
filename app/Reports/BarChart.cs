using System.Text;

namespace DexGrasp.App.Reports;

/// <summary>Horizontal bars as inline SVG.</summary>
public static class BarChart
{
    private const int RowHeight = 30, LabelWidth = 300, BarWidth = 560, ValueWidth = 180;

    /// <summary>Draws one bar a row.</summary>
    /// <param name="bars">Label, value, text at the bar's end, and an interval to draw as a whisker, if any.</param>
    /// <param name="most">Value of a full bar; greater than 0.</param>
    /// <param name="color">A CSS colour.</param>
    public static string Render(IReadOnlyList<(string Label, double Value, string Text, (double Low, double High)? Interval)> bars, double most, string color)
    {
        int height = (bars.Count * RowHeight) + 6;
        double Scale(double value) => Math.Clamp(value / most, 0, 1) * BarWidth;
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {LabelWidth + BarWidth + ValueWidth} {height}\" role=\"img\">");
        for (int i = 0; i < bars.Count; i++)
        {
            (string label, double value, string text, (double Low, double High)? interval) = bars[i];
            int y = i * RowHeight;
            string shown = label.Length > 44 ? label[..43] + "…" : label;
            svg.Append($"<text x=\"{LabelWidth - 10}\" y=\"{y + 20}\" text-anchor=\"end\">{HtmlPage.Escape(shown)}</text>")
                .Append($"<rect x=\"{LabelWidth}\" y=\"{y + 6}\" width=\"{BarWidth}\" height=\"18\" rx=\"3\" fill=\"var(--panel)\"/>")
                .Append($"<rect x=\"{LabelWidth}\" y=\"{y + 6}\" width=\"{Scale(value):0.#}\" height=\"18\" rx=\"3\" fill=\"{color}\"/>");
            if (interval is { } range)
                svg.Append($"<path d=\"M{LabelWidth + Scale(range.Low):0.#} {y + 15}H{LabelWidth + Scale(range.High):0.#}M{LabelWidth + Scale(range.Low):0.#} {y + 10}v10M{LabelWidth + Scale(range.High):0.#} {y + 10}v10\" stroke=\"var(--ink)\" stroke-width=\"1.5\" fill=\"none\"/>");
            svg.Append($"<text class=\"soft\" x=\"{LabelWidth + BarWidth + 10}\" y=\"{y + 20}\">{HtmlPage.Escape(text)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
