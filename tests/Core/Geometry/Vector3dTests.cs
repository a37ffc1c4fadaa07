using CsCheck;
using DexGrasp.Core.Geometry;
using Xunit;

namespace DexGrasp.Tests.Core.Geometry;

public sealed class Vector3dTests
{
    [Fact]
    public void Operators_WorkByComponent()
    {
        var a = new Vector3d(1, 2, 3);
        var b = new Vector3d(4, -5, 6);
        Assert.Equal(new Vector3d(5, -3, 9), a + b);
        Assert.Equal(new Vector3d(-3, 7, -3), a - b);
        Assert.Equal(new Vector3d(-1, -2, -3), -a);
        Assert.Equal(new Vector3d(2, 4, 6), a * 2);
        Assert.Equal(2 * a, a * 2);
        Assert.Equal(new Vector3d(0.5, 1, 1.5), a / 2);
        Assert.Equal(12, Vector3d.Dot(a, b));
        Assert.Equal(new Vector3d(27, 6, -13), Vector3d.Cross(a, b));
        Assert.Equal(5, new Vector3d(3, 0, -4).Length);
    }

    [Fact]
    public void Cross_IsSquareToBothFactors() => Gen.Select(Draw.Vector, Draw.Vector).Sample((a, b) =>
        Math.Abs(Vector3d.Dot(Vector3d.Cross(a, b), a)) < 1e-12 * (1 + (a.Length * a.Length * b.Length))
        && Vector3d.Cross(a, b) == -Vector3d.Cross(b, a));

    [Fact]
    public void Normalized_HasLengthOneAndTheSameDirection() => Draw.Axis.Sample(v =>
        Math.Abs(v.Normalized().Length - 1) < 1e-14 && Vector3d.Dot(v.Normalized(), v) > 0);

    [Fact]
    public void Normalized_Zero_StaysZero() => Assert.Equal(Vector3d.Zero, Vector3d.Zero.Normalized());
}
