using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>The target's visible surface as it is remembered: one point and one colour for each of its pixels. Immutable.</summary>
internal sealed class TargetPoints
{
    private readonly Vector3d[] _points;
    private readonly (float Red, float Green)[] _chroma;

    private TargetPoints(Vector3d[] points, (float Red, float Green)[] chroma, bool hasMoved)
    {
        (_points, _chroma, HasMoved) = (points, chroma, hasMoved);
        Vector3d sum = default;
        foreach (Vector3d point in points)
            sum += point;
        Centre = points.Length > 0 ? sum / points.Length : default;
    }

    /// <summary>Gets nothing remembered.</summary>
    public static TargetPoints None { get; } = new([], [], false);

    /// <summary>Gets how many there are.</summary>
    public int Count => _points.Length;

    /// <summary>Gets their middle. Frame: world. Unit: m.</summary>
    public Vector3d Centre { get; }

    /// <summary>Gets whether they no longer lie one in each pixel.</summary>
    public bool HasMoved { get; }

    /// <summary>Remembers what a mask covers.</summary>
    public static TargetPoints Of(WorldPicture picture, Mask mask)
    {
        var points = new List<Vector3d>();
        var chroma = new List<(float, float)>();
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0 && !float.IsNaN(picture.Z[i]))
            {
                points.Add(picture.Point(i));
                chroma.Add(Chroma(picture.Frame.Rgb, i));
            }

        return new TargetPoints([.. points], [.. chroma], false);
    }

    /// <summary>Remembers what a mask covers, every other pixel along each side, from distances as the camera gave them.</summary>
    /// <param name="frame">With depth.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    /// <param name="mask">Of that picture.</param>
    public static TargetPoints Of(CameraFrame frame, RigidTransform worldFromCamera, Mask mask)
    {
        const int Step = 2;
        var points = new List<Vector3d>();
        var chroma = new List<(float, float)>();
        for (int y = 0; y < mask.Height; y += Step)
            for (int x = 0; x < mask.Width; x += Step)
            {
                int i = (y * mask.Width) + x;
                float depth = mask.Pixels[i] != 0 ? frame.Depth!.DepthM[i] : 0;
                if (!(depth > 0))
                    continue;
                points.Add(worldFromCamera * frame.Calibration.Intrinsics.Unproject(x, y, depth));
                chroma.Add(Chroma(frame.Rgb, i));
            }

        return new TargetPoints([.. points], [.. chroma], false);
    }

    /// <summary>Gets a point. Frame: world. Unit: m.</summary>
    public Vector3d Point(int index) => _points[index];

    /// <summary>Tells whether a pixel has about the colour that a point had, in light or shade.</summary>
    public bool IsAlike(int index, ImageRgb picture, int pixel)
    {
        const float SameColour = 0.10f;
        (float red, float green) = Chroma(picture, pixel);
        return Math.Abs(red - _chroma[index].Red) < SameColour && Math.Abs(green - _chroma[index].Green) < SameColour;
    }

    /// <summary>Returns them after a motion of the whole.</summary>
    public TargetPoints Moved(RigidTransform motion) => new(Array.ConvertAll(_points, p => motion * p), _chroma, true);

    // The offset keeps the chromaticity of dark pixels, which is mostly noise, near grey.
    private static (float Red, float Green) Chroma(ImageRgb picture, int pixel)
    {
        byte[] p = picture.Pixels;
        float sum = p[3 * pixel] + p[(3 * pixel) + 1] + p[(3 * pixel) + 2] + 30;
        return ((p[3 * pixel] + 10) / sum, (p[(3 * pixel) + 1] + 10) / sum);
    }
}
