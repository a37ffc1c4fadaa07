using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using OpenCvSharp;

namespace DexGrasp.App.Demo;

/// <summary>
/// Draws one frame of the video: the outside view large, the head view with box and mask, the wrist view, the plan, the
/// gate's state and the joints. One thread at a time.
/// </summary>
public sealed class FrameComposer : IDisposable
{
    /// <summary>Width of a frame. Unit: px.</summary>
    public const int Width = 1280;

    /// <summary>Height of a frame. Unit: px.</summary>
    public const int Height = 720;

    private const int SideX = 832, Margin = 12;
    private static readonly Rect Header = new(0, 0, Width, 44);
    private static readonly Rect OutsideArea = new(0, 44, SideX, 624);
    private static readonly Rect Footer = new(0, 668, SideX, 52);
    private static readonly Rect HeadArea = new(SideX, 44, 448, 336);
    private static readonly Rect WristArea = new(SideX, 380, 224, 168);
    private static readonly Rect StatusArea = new(SideX + 224, 380, 224, 168);
    private static readonly Rect JointArea = new(SideX, 548, 448, 172);

    private static readonly Scalar Back = new(18, 22, 31), Panel = new(27, 33, 45), Line = new(60, 70, 90);
    private static readonly Scalar Ink = new(232, 236, 244), Soft = new(150, 160, 180), Mark = new(255, 196, 61);
    private static readonly Scalar Good = new(70, 200, 130), Warn = new(250, 170, 60), Bad = new(240, 90, 75), Blue = new(95, 160, 255);
    private static readonly string[] JointLabels = ["1", "2", "3", "4", "5", "6", "7", "rot", "thu", "ind", "mid", "rin", "lit"];

    private readonly Canvas _canvas = new(Width, Height);
    private readonly RobotModel _robot;

    /// <summary>Makes a composer.</summary>
    /// <param name="robot">Names and limits of the joints that are drawn.</param>
    public FrameComposer(RobotModel robot) => _robot = robot;

    /// <summary>Draws a frame.</summary>
    /// <param name="view">What to show.</param>
    /// <returns>Shape: [720 x 1280 x 3], RGB, uint8. Valid until the next call.</returns>
    public ReadOnlySpan<byte> Compose(DemoView view)
    {
        _canvas.Clear(Back);
        DrawHeader(view);
        DrawView(view.Outside, OutsideArea, "outside view");
        DrawHead(view);
        DrawView(view.Wrist, WristArea, "wrist camera");
        DrawStatus(view);
        DrawJoints(view.State);
        DrawFooter(view);
        foreach (Rect area in (Rect[])[HeadArea, WristArea, StatusArea, JointArea])
            _canvas.Outline(area, Line);
        return _canvas.Pixels;
    }

    /// <summary>Returns the frame that was drawn last as JPEG.</summary>
    public byte[] ToJpeg() => _canvas.ToJpeg();

    /// <summary>Frees the picture.</summary>
    public void Dispose() => _canvas.Dispose();

    private void DrawHeader(DemoView view)
    {
        _canvas.Fill(Header, Panel);
        _canvas.Text($"\"{view.Prompt}\"", Margin, 30, 0.75, Ink, 1000);
        string time = view.State is { } state ? $"{state.At.TotalSeconds:0.0} s" : "";
        _canvas.Text($"placed {view.Placed}   {time}", 1060, 30, 0.6, Soft, 210);
    }

    private void DrawView(ImageRgb? image, Rect area, string name)
    {
        if (image is null)
            _canvas.Fill(area, Panel);
        else
            _canvas.Image(image, area);
        Label(name, area.X, area.Y, Ink);
    }

    private void DrawHead(DemoView view)
    {
        DrawView(view.Head, HeadArea, view.Goal is null ? "head camera" : "head camera with target");
        if (view.Head is null)
            return;
        if (view.Target is { } mask)
            _canvas.Tint(mask, HeadArea, Mark);
        if (view.Goal is not { } goal)
            return;
        double sx = (double)HeadArea.Width / view.Head.Width, sy = (double)HeadArea.Height / view.Head.Height;
        var box = new Rect(
            HeadArea.X + (int)(goal.Box.Left * sx), HeadArea.Y + (int)(goal.Box.Top * sy), (int)(goal.Box.Width * sx), (int)(goal.Box.Height * sy));
        _canvas.Outline(box, Mark, 2);
        int top = box.Y - HeadArea.Y > 44 ? box.Y - 22 : box.Bottom + 2;
        Label(goal.Label, Math.Min(box.X, Width - 130), top, Mark);
    }

    private void DrawStatus(DemoView view)
    {
        _canvas.Fill(StatusArea, Panel);
        int x = StatusArea.X + Margin, y = StatusArea.Y, width = StatusArea.Width - (2 * Margin);
        GateMode mode = view.State?.Mode ?? GateMode.Disarmed;
        Scalar color = mode switch
        {
            GateMode.Running => Good,
            GateMode.Armed => Blue,
            GateMode.Braking => Warn,
            GateMode.Latched => Bad,
            _ => Soft,
        };
        _canvas.Text("safety gate", x, y + 22, 0.42, Soft, width);
        _canvas.Fill(new Rect(x, y + 32, 14, 14), color);
        _canvas.Text(mode.ToString().ToUpperInvariant(), x + 22, y + 46, 0.6, color, width - 22);
        _canvas.Text($"{view.Refused} refused", x, y + 68, 0.45, view.Refused > 0 ? Warn : Soft, width);
        _canvas.Text("grasp loop", x, y + 98, 0.42, Soft, width);
        _canvas.Text(view.Phase, x, y + 120, 0.58, Ink, width);
        _canvas.Text(view.Note, x, y + 146, 0.45, Mark, width);
    }

    private void DrawJoints(RobotState? state)
    {
        _canvas.Fill(JointArea, Panel);
        int x = JointArea.X + Margin, top = JointArea.Y + 30, height = 84, step = (JointArea.Width - (2 * Margin)) / RobotModel.Dof;
        _canvas.Text("joints: measured, wanted (line), effort (right)", x, JointArea.Y + 18, 0.4, Soft, JointArea.Width - (2 * Margin));
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            int left = x + (i * step) + (i >= RobotModel.ArmDof ? 6 : 0);
            var bar = new Rect(left, top, 14, height);
            _canvas.Fill(bar, Back);
            _canvas.Text(JointLabels[i], left, top + height + 20, 0.36, Soft, step);
            if (state is null)
                continue;
            JointLimit limit = _robot.Limits[i];
            int At(double value) => (int)(height * Math.Clamp((value - limit.LowerRad) / (limit.UpperRad - limit.LowerRad), 0, 1));
            int filled = At(state.PositionsRad.Span[i]), wanted = top + height - At(state.CommandedRad.Span[i]);
            _canvas.Fill(new Rect(left, top + height - filled, 14, Math.Max(1, filled)), i < RobotModel.ArmDof ? Blue : Good);
            _canvas.Line(left - 2, wanted, left + 16, wanted, Ink);
            int effort = (int)(height * EffortShare(state.EffortsNm.Span[i], i));
            _canvas.Fill(new Rect(left + 17, top + height - Math.Max(1, effort), 4, Math.Max(1, effort)), Mark);
        }

        _canvas.Text("arm", x, JointArea.Bottom - 12, 0.42, Soft, 60);
        _canvas.Text("hand", x + (7 * step) + 6, JointArea.Bottom - 12, 0.42, Soft, 60);
    }

    private void DrawFooter(DemoView view)
    {
        _canvas.Fill(Footer, Panel);
        for (int i = 0; i < Math.Min(2, view.Plan.Count); i++)
            _canvas.Text(view.Plan[^(i + 1)], Margin, Footer.Bottom - 12 - (i * 22), 0.5, i == 0 ? Ink : Soft, Footer.Width - (2 * Margin));
    }

    private void Label(string text, int x, int y, Scalar color)
    {
        int width = Math.Min(300, 14 + (9 * text.Length));
        _canvas.Fill(new Rect(x, y, Math.Min(width, Width - x), 20), Back);
        _canvas.Text(text, x + 6, y + 15, 0.45, color, width);
    }

    // Effort is drawn against what is large for the joint: tens of N m at the shoulder, tenths in a finger.
    private static double EffortShare(double effortNm, int joint) =>
        Math.Clamp(Math.Abs(effortNm) / (joint < 4 ? 60 : joint < RobotModel.ArmDof ? 20 : 1.5), 0, 1);
}
