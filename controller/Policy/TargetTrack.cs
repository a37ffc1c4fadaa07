using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Where the target is and how large, from its mask and the depth in each head picture. While the hand hides most of it the last
/// good measurement stands, so that the window around it does not run away with what is left to see.
/// </summary>
public sealed class TargetTrack
{
    // Below this share of the usual pixels the middle of what is seen is no longer the middle of the object.
    private const double VisibleShare = 0.7;
    private const int FewestPixels = 20;
    private const double ForgetsPerPicture = 0.02;
    private double _usualPixels;

    /// <summary>Gets whether it was ever measured.</summary>
    public bool HasTarget { get; private set; }

    /// <summary>Gets what is known of it.</summary>
    public TargetBounds Bounds { get; private set; }

    /// <summary>Takes the target out of a head picture.</summary>
    /// <param name="frame">With depth.</param>
    /// <param name="mask">The target's pixels in that same picture; null or empty when it was not found.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    public void Update(CameraFrame frame, Mask? mask, RigidTransform worldFromCamera)
    {
        List<Vector3d> points = mask is null || frame.Depth is null ? [] : Points(frame, mask, worldFromCamera);
        Bounds = Bounds with { Seen = _usualPixels > 0 ? points.Count / _usualPixels : 0 };
        if (points.Count < FewestPixels || points.Count < VisibleShare * _usualPixels)
            return;
        (double lowX, double highX) = Extent(points, p => p.X);
        (double lowY, double highY) = Extent(points, p => p.Y);
        (double lowZ, double highZ) = Extent(points, p => p.Z);
        _usualPixels = Math.Max(points.Count, _usualPixels * (1 - ForgetsPerPicture));
        Bounds = new TargetBounds(
            new Vector3d(lowX + highX, lowY + highY, lowZ + highZ) / 2, new Vector3d(highX - lowX, highY - lowY, highZ - lowZ) / 2,
            points.Count / _usualPixels);
        HasTarget = true;
    }

    /// <summary>Returns the window of the reduced head picture that has the target in its middle. Unit: policy px.</summary>
    /// <param name="calibration">Of the head camera.</param>
    /// <param name="worldFromCamera">Pose of its optical frame.</param>
    /// <param name="size">Side of the window.</param>
    public (int Left, int Top) Window(CameraCalibration calibration, RigidTransform worldFromCamera, int size)
    {
        (double x, double y) = calibration.Intrinsics.Project(worldFromCamera.Inverse() * Bounds.Centre);
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return (0, 0);
        return ((int)Math.Round(x / PolicyLayout.HeadFactor) - (size / 2), (int)Math.Round(y / PolicyLayout.HeadFactor) - (size / 2));
    }

    // Readings at the object's rim may belong to the table behind it: the outermost two in a hundred are left out.
    private static (double Low, double High) Extent(List<Vector3d> points, Func<Vector3d, double> of)
    {
        double[] sorted = [.. points.Select(of).Order()];
        int rim = sorted.Length / 50;
        return (sorted[rim], sorted[^(1 + rim)]);
    }

    private static List<Vector3d> Points(CameraFrame frame, Mask mask, RigidTransform worldFromCamera)
    {
        var points = new List<Vector3d>();
        CameraIntrinsics intrinsics = frame.Calibration.Intrinsics;
        for (int y = 0; y < mask.Height; y += PolicyLayout.HeadFactor)
            for (int x = 0; x < mask.Width; x += PolicyLayout.HeadFactor)
            {
                float depth = frame.Depth!.DepthM[(y * mask.Width) + x];
                if (mask[x, y] && depth > 0)
                    points.Add(worldFromCamera * intrinsics.Unproject(x, y, depth));
            }

        return points;
    }
}
