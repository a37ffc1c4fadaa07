using DexGrasp.Controller.Policy;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Perception;

/// <summary>Finds the target's pixels in a head picture from a prompt, with the segmenter's network. One thread at a time.</summary>
/// <param name="robot">Whose body may stand before the target.</param>
/// <param name="model">Stays the caller's, and nobody else may run it meanwhile.</param>
internal sealed class MaskFinder(RobotModel robot, SegmenterModel model) : IMaskFinder
{
    // Chosen on tuning seeds so that the masks are as pure as the classical tracker's; at 0 they reach over the target's rim.
    private const float LeastLogOdds = 1.75f;
    private readonly ArmKinematics _kinematics = new(robot);
    private readonly SegmenterView _view = new(robot);
    private readonly ReducedPicture _picture = new(SegmenterLayout.Size, SegmenterLayout.Size, SegmenterLayout.Factor);

    /// <inheritdoc/>
    public Mask FromBox(Observation observation, BoundingBox box)
    {
        int width = observation.Head.Rgb.Width, height = observation.Head.Rgb.Height;
        var filled = new byte[width * height];
        int left = Math.Clamp(box.Left, 0, width), right = Math.Clamp(box.Right, left, width);
        for (int y = Math.Clamp(box.Top, 0, height); y < Math.Clamp(box.Bottom, 0, height); y++)
            filled.AsSpan((y * width) + left, right - left).Fill(1);
        return Find(observation, new Mask(width, height, filled), SegmenterPrompt.Box);
    }

    /// <inheritdoc/>
    public void Follow(Observation observation, Mask mask)
    {
        // Each picture's prompt says all.
    }

    /// <inheritdoc/>
    public Mask FromMask(Observation observation, Mask earlier) => Find(observation, earlier, SegmenterPrompt.Mask);

    private Mask Find(Observation observation, Mask prompt, SegmenterPrompt kind)
    {
        CameraFrame frame = observation.Head;
        var pixels = new byte[prompt.Pixels.Length];
        if (prompt.Bounds() is { } bounds)
        {
            const int Window = SegmenterLayout.Size * SegmenterLayout.Factor;
            ReadOnlySpan<double> joints = observation.HeadState.PositionsRad.Span;
            int left = Reduced(bounds.Left + bounds.Right - Window), top = Reduced(bounds.Top + bounds.Bottom - Window);
            _picture.Take(frame, prompt, left, top);
            _view.Write(_picture, frame.Calibration.Intrinsics, frame.Calibration.WorldFromCamera(_kinematics, joints), joints, kind, model.Window);
            model.Run();
            Enlarge(model.Logits, left * SegmenterLayout.Factor, top * SegmenterLayout.Factor, pixels, prompt.Width, prompt.Height);
        }

        return new Mask(prompt.Width, prompt.Height, pixels);
    }

    private static int Reduced(int twicePx) => (int)Math.Floor(twicePx / (2.0 * SegmenterLayout.Factor));

    // Log odds between the middles of four policy pixels are theirs, weighted by nearness.
    private static void Enlarge(ReadOnlySpan<float> logits, int left, int top, byte[] pixels, int width, int height)
    {
        const int Size = SegmenterLayout.Size, Window = Size * SegmenterLayout.Factor;
        for (int y = Math.Max(0, -top); y < Math.Min(Window, height - top); y++)
        {
            (int y0, int y1, float down) = Between(y);
            for (int x = Math.Max(0, -left); x < Math.Min(Window, width - left); x++)
            {
                (int x0, int x1, float right) = Between(x);
                float upper = (logits[(y0 * Size) + x0] * (1 - right)) + (logits[(y0 * Size) + x1] * right);
                float lower = (logits[(y1 * Size) + x0] * (1 - right)) + (logits[(y1 * Size) + x1] * right);
                if ((upper * (1 - down)) + (lower * down) > LeastLogOdds)
                    pixels[((y + top) * width) + x + left] = 1;
            }
        }
    }

    private static (int From, int To, float Share) Between(int cameraPx)
    {
        float at = Math.Clamp(((cameraPx + 0.5f) / SegmenterLayout.Factor) - 0.5f, 0, SegmenterLayout.Size - 1);
        int from = (int)at;
        return (from, Math.Min(from + 1, SegmenterLayout.Size - 1), at - from);
    }
}
