using System.Text.RegularExpressions;
using System.Xml.Linq;
using DexGrasp.App.Evaluation;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed partial class EvaluationReportTests
{
    [Fact]
    public void Render_AnyResult_LoadsNothingFromElsewhere()
    {
        string html = Render("slipped");

        Assert.DoesNotMatch(ExternalReference(), html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<link", html);
    }

    [Fact]
    public void Render_MarkupInAReason_IsEscaped()
    {
        string html = Render("<img src=x> & \"more\"");

        Assert.DoesNotContain("<img", html);
        Assert.Contains("&lt;img src=x&gt; &amp;", html);
    }

    [Fact]
    public void Render_AnyResult_ShowsRateIntervalAndWellFormedCharts()
    {
        string html = Render("slipped");

        Assert.Contains("95 % interval", html);
        Assert.All(Svg().Matches(html), m => XElement.Parse(m.Value));
        Assert.True(Svg().Count(html) >= 3);
    }

    private static string Render(string reason)
    {
        var options = FakeSuite.Options("unused");
        EpisodeResult[] episodes = [.. Enumerable.Range(7, options.Episodes).Select(seed => FakeSuite.Episode(new EpisodeSpec(seed - 7, seed, null)))
            .Select(e => e.Success ? e : e with { Reason = reason })];
        return EvaluationReport.Render(
            EvaluationResult.From("grasp", "fake", 7, options.Episodes, episodes, 3, new FakeSuite().Describe()), new Dictionary<int, string> { [7] = "episode-000007.mp4" });
    }

    [GeneratedRegex("""(src|href|url)\s*[=(]\s*["']?\s*(https?:)?//""", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalReference();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
