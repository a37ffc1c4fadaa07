using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Tests.Controller.Perception.Flat;

/// <summary>Draws a board with one box on it into depth pictures of the board's head camera, one ray a pixel.</summary>
internal sealed class DrawnBoard(Vector3d halfSize)
{
    private static readonly CameraSpec Head = Board.Cell.Camera("head");

    /// <summary>Gets or sets where the box is.</summary>
    public RigidTransform WorldFromBox { get; set; }

    /// <summary>Gets or sets a level plate that hides what is below it: its height and its smallest x; null for none. World frame. Unit: m.</summary>
    public (double Z, double LeastX)? Cover { get; set; }

    /// <summary>Returns a box that lies on the board.</summary>
    public static DrawnBoard Lying(double x, double y, double yawRad, Vector3d halfSize) => new(halfSize)
    {
        WorldFromBox = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yawRad), new Vector3d(x, y, Board.TopZ + halfSize.Z)),
    };

    /// <summary>Returns the robot far from everything.</summary>
    public static RobotState Away(double timeS = 0)
    {
        double[] joints = new double[RobotModel.Dof];
        return new RobotState(0, TimeSpan.FromSeconds(timeS), joints, joints, joints, joints, GateMode.Running, Guid.Empty, 0);
    }

    /// <summary>Draws with the noise of a stereo camera, 2 mm at a metre.</summary>
    public CameraFrame Draw(double timeS = 0, int seed = 1)
    {
        var random = new Random(seed + (int)(timeS * 1000));
        CameraCalibration calibration = Head.Calibration();
        var depth = new float[Head.Width * Head.Height];
        for (int i = 0; i < depth.Length; i++)
        {
            Vector3d ray = Head.MountFromCamera.Rotation * calibration.Intrinsics.Unproject(i % Head.Width, i / Head.Width, 1);
            double distance = Cast(Head.MountFromCamera.Translation, ray), noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            depth[i] = double.IsInfinity(distance) || random.NextDouble() < 0.02 ? 0 : (float)(distance + (noise * 0.004 * distance * distance));
        }

        return new CameraFrame("head", (long)(timeS * 100), TimeSpan.FromSeconds(timeS), new ImageRgb(Head.Width, Head.Height, new byte[depth.Length * 3]), new DepthImage(Head.Width, Head.Height, depth), calibration);
    }

    private double Cast(Vector3d eye, Vector3d ray)
    {
        double nearest = Plane(eye, ray, 0, _ => true);
        nearest = Math.Min(nearest, Plane(eye, ray, Board.TopZ, p => Math.Abs(p.X - Board.MiddleX) < Board.HalfX && p.Y > Board.WallY && p.Y < Board.EdgeY));
        if (Cover is { } cover)
            nearest = Math.Min(nearest, Plane(eye, ray, cover.Z, p => p.X > cover.LeastX && p.X < cover.LeastX + 0.08 && Math.Abs(p.Y - Board.Middle.Y) < 0.2));
        RigidTransform boxFromWorld = WorldFromBox.Inverse();
        return Math.Min(nearest, Box(boxFromWorld * eye, boxFromWorld.Rotation * ray));
    }

    private static double Plane(Vector3d eye, Vector3d ray, double z, Func<Vector3d, bool> isThere)
    {
        double at = (z - eye.Z) / ray.Z;
        return at > 0 && isThere(eye + (ray * at)) ? at : double.PositiveInfinity;
    }

    private double Box(Vector3d eye, Vector3d ray)
    {
        double enter = 0, leave = double.PositiveInfinity;
        foreach ((double e, double r, double h) in (ReadOnlySpan<(double, double, double)>)[(eye.X, ray.X, halfSize.X), (eye.Y, ray.Y, halfSize.Y), (eye.Z, ray.Z, halfSize.Z)])
        {
            double one = (-h - e) / r, other = (h - e) / r;
            (enter, leave) = (Math.Max(enter, Math.Min(one, other)), Math.Min(leave, Math.Max(one, other)));
        }

        return enter < leave ? enter : double.PositiveInfinity;
    }
}
