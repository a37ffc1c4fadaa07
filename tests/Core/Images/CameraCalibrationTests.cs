using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class CameraCalibrationTests
{
    private static readonly ArmKinematics Kinematics = new(Rm75.Model);
    private static readonly RigidTransform MountFromCamera = RigidTransform.FromTranslation(0.1, 0.2, 0.3);

    [Fact]
    public void WorldFromCamera_FixedInTheWorld_DoesNotFollowTheArm()
    {
        var calibration = new CameraCalibration("head", default, CameraMount.World, MountFromCamera);
        Assert.Equal(MountFromCamera, calibration.WorldFromCamera(Kinematics, Rm75.Model.HomeRad.Span));
        Assert.Equal(MountFromCamera, calibration.WorldFromCamera(Kinematics, new double[7]));
    }

    [Fact]
    public void WorldFromCamera_OnTheFlange_FollowsTheArm()
    {
        var calibration = new CameraCalibration("wrist", default, CameraMount.Flange, MountFromCamera);
        double[] q = [0.3, 0.8, -0.4, 1.2, 0.5, -0.7, 0.9];
        Assert.Equal(Kinematics.WorldFromFlange(q) * MountFromCamera, calibration.WorldFromCamera(Kinematics, q));
    }
}
