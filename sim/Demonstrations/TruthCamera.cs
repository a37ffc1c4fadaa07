using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Takes true masks of one object; draws nothing where the object cannot be in the picture.</summary>
internal sealed class TruthCamera
{
    private const double MarginM = 0.03;
    private readonly LockStepLink _link;
    private readonly int _target;
    private readonly double _radiusM;
    private readonly ArmKinematics _kinematics;

    public TruthCamera(LockStepLink link, int target)
    {
        (_link, _target) = (link, target);
        (Vector3d low, Vector3d high) = link.World.Objects[target].Spec.Bounds();
        _radiusM = (0.5 * (high - low).Length) + MarginM;
        _kinematics = new ArmKinematics(link.World.Robot);
    }

    /// <summary>Returns the target's pixels in a picture of this instant.</summary>
    public Mask Take(CameraFrame frame, RobotState state) =>
        MaySee(frame.Calibration, state) ? _link.TrueMask(frame.Camera, _target) : Empty(frame);

    /// <summary>Returns a mask without any pixel.</summary>
    public static Mask Empty(CameraFrame frame) => new(frame.Rgb.Width, frame.Rgb.Height, new byte[frame.Rgb.Width * frame.Rgb.Height]);

    // The sphere about the target against the four sides of the picture's pyramid.
    private bool MaySee(CameraCalibration calibration, RobotState state)
    {
        Vector3d at = calibration.WorldFromCamera(_kinematics, state.PositionsRad.Span).Inverse() * _link.World.WorldFromObject(_target).Translation;
        CameraIntrinsics k = calibration.Intrinsics;
        double x = k.Width / (2 * k.FocalX), y = k.Height / (2 * k.FocalY);
        return at.Z > -_radiusM && Outside(Math.Abs(at.X), at.Z, x) < _radiusM && Outside(Math.Abs(at.Y), at.Z, y) < _radiusM;
    }

    private static double Outside(double aside, double ahead, double slope) => (aside - (ahead * slope)) / Math.Sqrt(1 + (slope * slope));
}
