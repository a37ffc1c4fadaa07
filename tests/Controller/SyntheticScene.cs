using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Tests.Controller;

/// <summary>Draws boxes, standing cylinders and spheres on a table into colour and depth pictures by casting one ray a pixel.</summary>
internal sealed class SyntheticScene
{
    private readonly List<Body> _bodies = [];

    public SyntheticScene Box(double x, double y, double sizeX, double sizeY, double height, byte r, byte g, byte b, double yawRad = 0) =>
        Add(new Body(0, new(x, y, height / 2), new(sizeX / 2, sizeY / 2, height / 2), yawRad, r, g, b));

    public SyntheticScene Cylinder(double x, double y, double radius, double height, byte r, byte g, byte b) =>
        Add(new Body(1, new(x, y, height / 2), new(radius, radius, height / 2), 0, r, g, b));

    public SyntheticScene Sphere(double x, double y, double radius, byte r, byte g, byte b, double liftM = 0) =>
        Add(new Body(2, new(x, y, radius + liftM), new(radius, radius, radius), 0, r, g, b));

    /// <summary>Draws what a camera sees; depth gets normal noise that grows with the square of the distance.</summary>
    public CameraFrame Draw(CameraSpec spec, RigidTransform worldFromCamera, int seed, double noiseM = 0.003)
    {
        CameraCalibration calibration = spec.Calibration();
        var random = new Random(seed);
        var rgb = new byte[spec.Width * spec.Height * 3];
        var depth = new float[spec.Width * spec.Height];
        for (int y = 0; y < spec.Height; y++)
            for (int x = 0; x < spec.Width; x++)
            {
                int i = (y * spec.Width) + x;
                Vector3d ray = worldFromCamera.Rotation * calibration.Intrinsics.Unproject(x, y, 1);
                (double distance, int hit) = Cast(worldFromCamera.Translation, ray);
                (byte r, byte g, byte b) = hit < 0 ? ((byte)180, (byte)165, (byte)140) : (_bodies[hit].R, _bodies[hit].G, _bodies[hit].B);
                (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (Shade(r, random), Shade(g, random), Shade(b, random));
                double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                depth[i] = double.IsInfinity(distance) || random.NextDouble() < 0.01 ? 0 : (float)(distance + (noise * noiseM * distance * distance));
            }

        return new CameraFrame(spec.Name, seed, TimeSpan.Zero, new ImageRgb(spec.Width, spec.Height, rgb), new DepthImage(spec.Width, spec.Height, depth), calibration);
    }

    /// <summary>Returns the tight box around a body, by the order in which bodies were added.</summary>
    public BoundingBox BoxOf(CameraSpec spec, int body)
    {
        CameraIntrinsics intrinsics = spec.Calibration().Intrinsics;
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (int y = 0; y < spec.Height; y++)
            for (int x = 0; x < spec.Width; x++)
                if (Cast(spec.MountFromCamera.Translation, spec.MountFromCamera.Rotation * intrinsics.Unproject(x, y, 1)).Hit == body)
                    (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        return new BoundingBox(left, top, right, bottom);
    }

    /// <summary>Returns an observation of the robot at rest in a posture.</summary>
    public Observation Observe(double[] positionsRad, TimeSpan at, int seed)
    {
        var kinematics = new ArmKinematics(Rm75.Model);
        CameraSpec head = Workcell.Reference.Camera("head"), wrist = Workcell.Reference.Camera("wrist");
        RobotState state = State(positionsRad, at);
        return new Observation(state, Draw(head, head.MountFromCamera, seed),
            Draw(wrist, kinematics.WorldFromFlange(positionsRad) * wrist.MountFromCamera, seed), state, state);
    }

    public static RobotState State(double[] positionsRad, TimeSpan at) =>
        new(0, at, positionsRad, new double[RobotModel.Dof], new double[RobotModel.Dof], positionsRad, GateMode.Running, Guid.Empty, 0);

    private static byte Shade(byte value, Random random) => (byte)Math.Clamp(value + random.Next(-8, 9), 0, 255);

    private SyntheticScene Add(Body body)
    {
        _bodies.Add(body);
        return this;
    }

    private (double Distance, int Hit) Cast(Vector3d eye, Vector3d ray)
    {
        double best = ray.Z < 0 ? -eye.Z / ray.Z : double.PositiveInfinity;
        int hit = -1;
        for (int i = 0; i < _bodies.Count; i++)
        {
            double distance = _bodies[i].Cast(eye, ray);
            if (distance > 0 && distance < best)
                (best, hit) = (distance, i);
        }

        return (best, hit);
    }

    private sealed record Body(int Kind, Vector3d Center, Vector3d Half, double YawRad, byte R, byte G, byte B)
    {
        public double Cast(Vector3d eye, Vector3d ray)
        {
            var toLocal = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), -YawRad);
            Vector3d e = toLocal * (eye - Center), d = toLocal * ray;
            if (Kind == 2)
                return Round(d.X * d.X + d.Y * d.Y + d.Z * d.Z, e.X * d.X + e.Y * d.Y + e.Z * d.Z, e.X * e.X + e.Y * e.Y + e.Z * e.Z - Half.X * Half.X).Near;
            (double near, double far) = Slab(e.Z, d.Z, Half.Z);
            (double nearSide, double farSide) = Kind == 1
                ? Round(d.X * d.X + d.Y * d.Y, e.X * d.X + e.Y * d.Y, e.X * e.X + e.Y * e.Y - Half.X * Half.X)
                : Meet(Slab(e.X, d.X, Half.X), Slab(e.Y, d.Y, Half.Y));
            (near, far) = Meet((near, far), (nearSide, farSide));
            return near <= far ? near : double.PositiveInfinity;
        }

        private static (double Near, double Far) Meet((double Near, double Far) a, (double Near, double Far) b) => (Math.Max(a.Near, b.Near), Math.Min(a.Far, b.Far));

        private static (double Near, double Far) Slab(double e, double d, double half)
        {
            double a = (-half - e) / d, b = (half - e) / d;
            return (Math.Min(a, b), Math.Max(a, b));
        }

        private static (double Near, double Far) Round(double a, double b, double c)
        {
            double root = (b * b) - (a * c);
            return root < 0 ? (double.PositiveInfinity, double.NegativeInfinity) : ((-b - Math.Sqrt(root)) / a, (-b + Math.Sqrt(root)) / a);
        }
    }
}
