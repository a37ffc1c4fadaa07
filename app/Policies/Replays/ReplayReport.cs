using System.Text;
using DexGrasp.App.Reports;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Shows a replay as one HTML file that opens offline: errors, and for every joint what was done and what was predicted.</summary>
public static class ReplayReport
{
    /// <summary>Name of the file.</summary>
    public const string Name = "replay.html";

    // Of every chunk a second is drawn, for one frame in three: more would cover what was done.
    private const int DrawnSteps = 20;
    private const int FramesBetween = 3;

    /// <summary>Renders the report.</summary>
    public static string Render(ReplayResult result)
    {
        ReplayError second = result.Errors.Single(e => e.AheadS == 1);
        HtmlPage page = new HtmlPage("Open-loop replay of a policy")
            .Paragraph($"{result.Source}: {result.Frames.Count} frames, {result.Frames[^1].AtS:0.0} s. The policy predicts a chunk at every frame from what the expert's robot saw there; nothing of it is executed.", soft: true)
            .Tiles(
                ($"{second.ArmMrad:0.0} mrad", "arm, 1 s ahead", null), ($"{second.HandMrad:0.0} mrad", "hand, 1 s ahead", null),
                ($"{second.PlanArmMrad:0.0} mrad", "expert's own plan, arm, 1 s ahead", null), ($"{second.PlanHandMrad:0.0} mrad", "expert's own plan, hand, 1 s ahead", null))
            .Heading("Mean error of the predicted joints")
            .Table(
                ["#ahead [s]", "#arm [mrad]", "#hand [mrad]", "#expert's plan, arm [mrad]", "#expert's plan, hand [mrad]", "#frames"],
                result.Errors.Select(e => (IReadOnlyList<string>)[$"{e.AheadS}", $"{e.ArmMrad:0.0}", $"{e.HandMrad:0.0}", $"{e.PlanArmMrad:0.0}", $"{e.PlanHandMrad:0.0}", $"{e.Frames}"]))
            .Heading("Joints over time")
            .Paragraph("Dark: the command that was in force. Coloured: the first second of the policy's chunk, from every third frame.", soft: true);
        var charts = new StringBuilder("<div style=\"display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:14px\">");
        for (int joint = 0; joint < RobotModel.Dof; joint++)
            charts.Append(Chart(result, joint));
        page.Raw(charts.Append("</div>").ToString())
            .Heading("Where this comes from")
            .Table(["what", "value"], [["DexGrasp", result.Version], ["policy", result.Policy], .. result.ModelHashes.Select(m => (IReadOnlyList<string>)[$"model {m.Key}", m.Value])]);
        return page.ToString();
    }

    private static string Chart(ReplayResult result, int joint)
    {
        var lines = new List<(IReadOnlyList<(double, double)>, string, double, double)>();
        double end = result.Frames[^1].AtS;
        for (int i = 0; i < result.Frames.Count; i += FramesBetween)
        {
            ReplayFrame frame = result.Frames[i];
            List<(double, double)> points = [(frame.AtS, frame.CommandRad[joint])];
            for (int step = 0; step < DrawnSteps && frame.AtS + ((step + 1) * ActionChunk.PeriodS) <= end; step++)
                points.Add((frame.AtS + ((step + 1) * ActionChunk.PeriodS), frame.PredictedRad[(step * RobotModel.Dof) + joint]));
            lines.Add((points, "var(--mark)", 1.2, 0.75));
        }

        lines.Add(([.. result.Frames.Select(f => (f.AtS, f.CommandRad[joint]))], "var(--ink)", 1.8, 1));
        return LineChart.Render(Rm75.Model.JointNames[joint], "rad", lines);
    }
}
