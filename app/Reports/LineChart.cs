using System.Text;

namespace DexGrasp.App.Reports;

/// <summary>Lines over time as inline SVG, with their range and the time axis in figures.</summary>
public static class LineChart
{
    private const int Width = 520, Height = 190, Left = 52, Right = 8, Top = 24, Bottom = 24;

    /// <summary>Draws lines.</summary>
    /// <param name="title">Stands above.</param>
    /// <param name="unit">Of the values.</param>
    /// <param name="lines">Points by time, a CSS colour, a width in px and an opacity; the first is drawn first.</param>
    public static string Render(string title, string unit, IReadOnlyList<(IReadOnlyList<(double TimeS, double Value)> Points, string Color, double Width, double Opacity)> lines)
    {
        (double TimeS, double Value)[] all = [.. lines.SelectMany(line => line.Points)];
        double end = Math.Max(1e-9, all.Max(p => p.TimeS)), low = all.Min(p => p.Value), high = all.Max(p => p.Value);
        double margin = Math.Max(0.02, 0.05 * (high - low));
        (low, high) = (low - margin, high + margin);
        double X(double time) => Left + (time / end * (Width - Left - Right));
        double Y(double value) => Top + ((high - value) / (high - low) * (Height - Top - Bottom));
        var svg = new StringBuilder($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\"><text x=\"{Left}\" y=\"15\">{HtmlPage.Escape(title)}</text>")
            .Append($"<rect x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Height - Top - Bottom}\" fill=\"var(--panel)\"/>")
            .Append($"<text class=\"soft\" x=\"{Left - 6}\" y=\"{Top + 10}\" text-anchor=\"end\">{high:0.00}</text>")
            .Append($"<text class=\"soft\" x=\"{Left - 6}\" y=\"{Height - Bottom}\" text-anchor=\"end\">{low:0.00}</text>")
            .Append($"<text class=\"soft\" x=\"{Left}\" y=\"{Height - 7}\">0</text>")
            .Append($"<text class=\"soft\" x=\"{Width - Right}\" y=\"{Height - 7}\" text-anchor=\"end\">{end:0.0} s; {HtmlPage.Escape(unit)}</text>");
        foreach ((IReadOnlyList<(double TimeS, double Value)> points, string color, double width, double opacity) in lines)
            svg.Append("<polyline points=\"").AppendJoin(' ', points.Select(p => $"{X(p.TimeS):0.#},{Y(p.Value):0.#}"))
                .Append($"\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-opacity=\"{opacity}\"/>");
        return svg.Append("</svg>").ToString();
    }
}
