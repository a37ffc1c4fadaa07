using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.App.Demo;

/// <summary>
/// Keeps the newest of everything that is shown, and passes a view to the video with each outside picture. Safe for
/// several threads.
/// </summary>
public sealed class DemoScreen
{
    private const int KeptPlanLines = 6;
    private readonly Lock _lock = new();
    private readonly VideoRecorder? _video;
    private readonly List<DemoPicture> _pictures = [];
    private DemoView _view;

    /// <summary>Makes a screen.</summary>
    /// <param name="prompt">The person's words.</param>
    /// <param name="video">Receives views; null for none.</param>
    public DemoScreen(string prompt, VideoRecorder? video)
    {
        _view = DemoView.Empty(prompt);
        _video = video;
    }

    /// <summary>Gets the newest of everything.</summary>
    public DemoView View
    {
        get
        {
            lock (_lock)
                return _view;
        }
    }

    /// <summary>Gets the pictures kept for the report so far.</summary>
    public IReadOnlyList<DemoPicture> Pictures
    {
        get
        {
            lock (_lock)
                return [.. _pictures];
        }
    }

    /// <summary>Takes a camera picture.</summary>
    public void Show(CameraFrame frame)
    {
        switch (frame.Camera)
        {
            case "head":
                Change(v => v with { Head = frame.Rgb });
                break;
            case "wrist":
                Change(v => v with { Wrist = frame.Rgb });
                break;
            case "outside":
                _video?.Submit(Change(v => v with { Outside = frame.Rgb }), frame.CapturedAt);
                break;
        }
    }

    /// <summary>Changes what is shown beside the pictures.</summary>
    /// <returns>The view after the change.</returns>
    public DemoView Change(Func<DemoView, DemoView> change)
    {
        lock (_lock)
            return _view = change(_view);
    }

    /// <summary>Adds a line to the plan.</summary>
    public void Say(string line) => Change(v => v with { Plan = [.. v.Plan.TakeLast(KeptPlanLines - 1), line] });

    /// <summary>Keeps a head picture with the box of a goal for the report.</summary>
    public void KeepPicture(TimeSpan at, string caption, ImageRgb head, BoundingBox? box)
    {
        using var canvas = new Canvas(head.Width, head.Height);
        canvas.Image(head, new Rect(0, 0, head.Width, head.Height));
        if (box is { } b)
            canvas.Outline(new Rect(b.Left, b.Top, b.Width, b.Height), new Scalar(255, 196, 61), 2);
        var picture = new DemoPicture(at.TotalSeconds, caption, canvas.ToJpeg());
        lock (_lock)
            _pictures.Add(picture);
    }
}
