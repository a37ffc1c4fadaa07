using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception.Flat;

/// <summary>What a depth picture says about a plane: where it is seen, and where the camera looks through it to something further away.</summary>
internal sealed class TopSamples
{
    /// <summary>How far from the plane a reading still belongs to it: two to three times a stereo camera's noise at a metre. Unit: m.</summary>
    public const double OnM = 0.009;

    private const int Stride = 3;

    /// <summary>Gets points of the plane and whether the object's top is seen there (true) or looked past (false). Frame: the top's, x and y. Unit: m.</summary>
    public List<(double U, double V, bool On)> Outline { get; } = [];

    /// <summary>Gets the readings near the plane and how far above it they are. Frame: the top's. Unit: m.</summary>
    public List<(double U, double V, double Above)> Heights { get; } = [];

    /// <summary>Looks at a part of a picture.</summary>
    /// <param name="head">With depth.</param>
    /// <param name="worldFromCamera">Where the camera was.</param>
    /// <param name="worldFromTop">The plane, z towards the camera.</param>
    /// <param name="reachM">Half the width of the part of the plane that is looked at. Unit: m.</param>
    /// <param name="isRobot">Tells points of the robot itself, which say nothing.</param>
    public static TopSamples Take(CameraFrame head, RigidTransform worldFromCamera, RigidTransform worldFromTop, double reachM, Func<Vector3d, bool> isRobot)
    {
        var samples = new TopSamples();
        RigidTransform topFromCamera = worldFromTop.Inverse() * worldFromCamera;
        Vector3d eye = topFromCamera.Translation;
        CameraIntrinsics lens = head.Calibration.Intrinsics;
        DepthImage depth = head.Depth!;
        (int left, int top, int right, int bottom) = Window(lens, topFromCamera.Inverse(), reachM);
        for (int row = top; row < bottom; row += Stride)
            for (int column = left; column < right; column += Stride)
            {
                float reading = depth.DepthM[(row * depth.Width) + column];
                if (!(reading > 0) || !float.IsFinite(reading))
                    continue;
                Vector3d ray = topFromCamera.Rotation * new Vector3d((column - lens.CenterX) / lens.FocalX, (row - lens.CenterY) / lens.FocalY, 1);
                if (ray.Z > -1e-3)
                    continue;
                Vector3d point = eye + (ray * reading), crossing = eye - (ray * (eye.Z / ray.Z));
                if (Math.Abs(crossing.X) > reachM || Math.Abs(crossing.Y) > reachM || point.Z > OnM)
                    continue;
                if (point.Z < -OnM)
                {
                    samples.Outline.Add((crossing.X, crossing.Y, false));
                }
                else if (!isRobot(worldFromTop * point))
                {
                    samples.Outline.Add((point.X, point.Y, true));
                    samples.Heights.Add((point.X, point.Y, point.Z));
                }
            }

        return samples;
    }

    /// <summary>Returns how many samples a surface gives that is wholly seen.</summary>
    /// <param name="areaM2">Its area as it faces the camera. Unit: m^2.</param>
    /// <param name="distanceM">From the camera. Unit: m.</param>
    /// <param name="lens">Of the picture.</param>
    public static double PointsOf(double areaM2, double distanceM, CameraIntrinsics lens) => areaM2 * lens.FocalX * lens.FocalY / (distanceM * distanceM * Stride * Stride);

    private static (int Left, int Top, int Right, int Bottom) Window(CameraIntrinsics lens, RigidTransform cameraFromTop, double reachM)
    {
        double left = lens.Width, top = lens.Height, right = 0, bottom = 0;
        for (int corner = 0; corner < 4; corner++)
        {
            (double x, double y) = lens.Project(cameraFromTop * new Vector3d((corner & 1) == 0 ? -reachM : reachM, (corner & 2) == 0 ? -reachM : reachM, 0));
            if (double.IsNaN(x))
                return (0, 0, lens.Width, lens.Height);
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        return (Math.Max(0, (int)left), Math.Max(0, (int)top), Math.Min(lens.Width, (int)right + 1), Math.Min(lens.Height, (int)bottom + 1));
    }
}
