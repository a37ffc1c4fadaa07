using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Policy;

/// <summary>Turns reduced pictures into the numbers that the encoder reads: colours in -1 to 1, every pixel's point in 0.1 m.</summary>
public static class PolicyView
{
    private const float PerM = 10;
    private const float Most = 3;

    /// <summary>Writes the head picture's channels.</summary>
    /// <param name="picture">Window around the target.</param>
    /// <param name="camera">Intrinsics of the camera at full size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    /// <param name="centre">Of the target. Frame: world. Unit: m.</param>
    /// <param name="into">Shape: [HeadChannels x Height x Width]; see <see cref="PolicyLayout.HeadChannels"/>. Written.</param>
    public static void WriteHead(ReducedPicture picture, CameraIntrinsics camera, RigidTransform worldFromCamera, Vector3d centre, Span<float> into)
    {
        int plane = picture.Width * picture.Height;
        WriteColours(picture, into);
        var points = new PointsOf(picture, camera, worldFromCamera);
        for (int i = 0; i < plane; i++)
        {
            into[(3 * plane) + i] = picture.Mask[i] / 255f;
            bool read = points.TryGet(i, out Vector3d p);
            into[(4 * plane) + i] = read ? Scaled(p.X - centre.X) : 0;
            into[(5 * plane) + i] = read ? Scaled(p.Y - centre.Y) : 0;
            into[(6 * plane) + i] = read ? Scaled(p.Z) : 0;
            into[(7 * plane) + i] = read ? 1 : 0;
        }
    }

    /// <summary>Writes the wrist picture's channels.</summary>
    /// <param name="picture">The picture's middle.</param>
    /// <param name="camera">Intrinsics of the camera at full size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    /// <param name="worldFromTool">Pose of the grasp centre at that time.</param>
    /// <param name="centre">Of the target. Frame: world. Unit: m.</param>
    /// <param name="into">Shape: [WristChannels x Height x Width]; see <see cref="PolicyLayout.WristChannels"/>. Written.</param>
    public static void WriteWrist(
        ReducedPicture picture, CameraIntrinsics camera, RigidTransform worldFromCamera, RigidTransform worldFromTool, Vector3d centre, Span<float> into)
    {
        int plane = picture.Width * picture.Height;
        WriteColours(picture, into);
        var points = new PointsOf(picture, camera, worldFromCamera);
        RigidTransform toolFromWorld = worldFromTool.Inverse();
        for (int i = 0; i < plane; i++)
        {
            bool read = points.TryGet(i, out Vector3d p);
            Vector3d inTool = read ? toolFromWorld * p : default;
            into[(3 * plane) + i] = read ? Scaled(inTool.X) : 0;
            into[(4 * plane) + i] = read ? Scaled(inTool.Y) : 0;
            into[(5 * plane) + i] = read ? Scaled(inTool.Z) : 0;
            into[(6 * plane) + i] = read ? Scaled(p.X - centre.X) : 0;
            into[(7 * plane) + i] = read ? Scaled(p.Y - centre.Y) : 0;
            into[(8 * plane) + i] = read ? Scaled(p.Z) : 0;
            into[(9 * plane) + i] = read ? 1 : 0;
        }
    }

    private static float Scaled(double metres) => Math.Clamp((float)metres * PerM, -Most, Most);

    private static void WriteColours(ReducedPicture picture, Span<float> into)
    {
        int plane = picture.Width * picture.Height;
        for (int i = 0; i < plane; i++)
            for (int c = 0; c < 3; c++)
                into[(c * plane) + i] = (picture.Rgb[(3 * i) + c] / 127.5f) - 1;
    }

    // The rays of a window, with everything that does not depend on the pixel worked out once.
    private readonly ref struct PointsOf
    {
        private readonly ReducedPicture _picture;
        private readonly Vector3d _eye;
        private readonly Vector3d _corner;
        private readonly Vector3d _right;
        private readonly Vector3d _down;

        public PointsOf(ReducedPicture picture, CameraIntrinsics camera, RigidTransform worldFromCamera)
        {
            _picture = picture;
            int factor = picture.Factor;
            double middle = (factor - 1) / 2.0;
            _eye = worldFromCamera.Translation;
            _right = worldFromCamera.Rotation * new Vector3d(factor / camera.FocalX, 0, 0);
            _down = worldFromCamera.Rotation * new Vector3d(0, factor / camera.FocalY, 0);
            _corner = worldFromCamera.Rotation * camera.Unproject((picture.Left * factor) + middle, (picture.Top * factor) + middle, 1);
        }

        public bool TryGet(int index, out Vector3d pointInWorld)
        {
            (int y, int x) = Math.DivRem(index, _picture.Width);
            double depth = _picture.Depth[index] * ReducedPicture.DepthStepM;
            pointInWorld = _eye + ((_corner + (_right * x) + (_down * y)) * depth);
            return depth > 0;
        }
    }
}
