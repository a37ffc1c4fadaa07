using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class ArmKinematicsTests
{
    [Fact]
    public void WorldFromFlange_StretchedArm_ReachesDataSheetLength()
    {
        var kinematics = new ArmKinematics(Rm75.Model);
        RigidTransform stretched = Rm75.Model.WorldFromBase.Inverse() * kinematics.WorldFromFlange(new double[7]);
        Assert.Equal(0.2405 + 0.6385, stretched.Translation.Z, 9);
        Assert.Equal(0, stretched.Translation.X, 9);
    }

    [Fact]
    public void Jacobian_AnyPose_MatchesFiniteDifferences()
    {
        var kinematics = new ArmKinematics(Rm75.Model);
        double[] q = [0.3, 0.8, -0.4, 1.2, 0.5, -0.7, 0.9];
        var jacobian = new double[42];
        RigidTransform pose = kinematics.Jacobian(q, jacobian);
        for (int j = 0; j < 7; j++)
        {
            double[] moved = [.. q];
            moved[j] += 1e-6;
            RigidTransform next = kinematics.WorldFromTool(moved);
            Vector3d linear = (next.Translation - pose.Translation) / 1e-6;
            Vector3d angular = (next.Rotation * pose.Rotation.Inverse()).ToRotationVector() / 1e-6;
            Assert.Equal(jacobian[j], linear.X, 1e-5);
            Assert.Equal(jacobian[7 + j], linear.Y, 1e-5);
            Assert.Equal(jacobian[14 + j], linear.Z, 1e-5);
            Assert.Equal(jacobian[21 + j], angular.X, 1e-5);
            Assert.Equal(jacobian[28 + j], angular.Y, 1e-5);
            Assert.Equal(jacobian[35 + j], angular.Z, 1e-5);
        }
    }
}
