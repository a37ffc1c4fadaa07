using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>Checks expected points against one picture's depth and colours. Looks at those pixels alone, which makes it fast.</summary>
/// <param name="frame">With depth.</param>
/// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
/// <param name="body">The robot at that time: its pixels say nothing about the target.</param>
internal sealed class TargetLook(CameraFrame frame, RigidTransform worldFromCamera, RobotBody body)
{
    // Four standard deviations of a RealSense-like reading at a metre.
    private const double ToleranceM = 0.012;
    private readonly RigidTransform _cameraFromWorld = worldFromCamera.Inverse();

    /// <summary>Looks for points.</summary>
    public TargetEvidence At(TargetPoints points)
    {
        int width = frame.Rgb.Width, height = frame.Rgb.Height, seen = 0, gone = 0;
        var pixels = new byte[width * height];
        double score = 0;
        for (int i = 0; i < points.Count; i++)
        {
            Vector3d expected = _cameraFromWorld * points.Point(i);
            (double px, double py) = frame.Calibration.Intrinsics.Project(expected);
            if (!(px > -0.5 && py > -0.5 && px < width - 0.5 && py < height - 0.5))
                continue;
            int x = (int)Math.Round(px), y = (int)Math.Round(py), pixel = (y * width) + x;
            double depth = frame.Depth!.DepthM[pixel], behind = depth - expected.Z;
            if (!(depth > 0) || behind < -ToleranceM || IsRobot(px, py, depth))
                continue;
            if (behind > ToleranceM || !points.IsAlike(i, frame.Rgb, pixel))
            {
                gone++;
                score--;
                continue;
            }

            seen++;
            score += 1 - (Math.Abs(behind) / ToleranceM);
            Mark(pixels, width, height, x, y, points.HasMoved);
        }

        return new TargetEvidence(new Mask(width, height, pixels), seen, gone, points.Count - seen - gone, score);
    }

    private bool IsRobot(double px, double py, double depth) => body.Contains(worldFromCamera * frame.Calibration.Intrinsics.Unproject(px, py, depth));

    // Points that came nearer lie more than a pixel apart.
    private static void Mark(byte[] pixels, int width, int height, int x, int y, bool wide)
    {
        pixels[(y * width) + x] = 1;
        if (!wide)
            return;
        if (x + 1 < width)
            pixels[(y * width) + x + 1] = 1;
        if (y + 1 < height)
            pixels[((y + 1) * width) + x] = 1;
    }
}
