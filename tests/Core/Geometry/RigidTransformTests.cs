using CsCheck;
using DexGrasp.Core.Geometry;
using Xunit;

namespace DexGrasp.Tests.Core.Geometry;

public sealed class RigidTransformTests
{
    [Fact]
    public void Default_ChangesNothing() => Draw.Vector.Sample(v => RigidTransform.Identity * v == v && default(RigidTransform) * v == v);

    [Fact]
    public void Product_ChainsFrames() => Gen.Select(Draw.Pose, Draw.Pose, Draw.Vector).Sample((worldFromTool, toolFromCamera, pointInCamera) =>
        Draw.Near((worldFromTool * toolFromCamera) * pointInCamera, worldFromTool * (toolFromCamera * pointInCamera), 1e-11));

    [Fact]
    public void Inverse_TakesThePointBack() => Gen.Select(Draw.Pose, Draw.Vector).Sample((pose, v) =>
        Draw.Near(pose.Inverse() * (pose * v), v, 1e-11) && Draw.Near(pose * (pose.Inverse() * v), v, 1e-11));

    [Fact]
    public void Product_RotatesBeforeItTranslates()
    {
        var pose = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), Math.PI / 2), new Vector3d(10, 0, 0));
        Assert.True(Draw.Near(pose * new Vector3d(1, 0, 0), new Vector3d(10, 1, 0)));
    }

    [Fact]
    public void FromTranslation_MovesOnly() => Assert.Equal(new Vector3d(2, 4, 6), RigidTransform.FromTranslation(1, 2, 3) * new Vector3d(1, 2, 3));
}
