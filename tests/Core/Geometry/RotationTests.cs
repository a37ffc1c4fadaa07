using CsCheck;
using DexGrasp.Core.Geometry;
using Xunit;

namespace DexGrasp.Tests.Core.Geometry;

public sealed class RotationTests
{
    private static readonly Vector3d X = new(1, 0, 0), Y = new(0, 1, 0), Z = new(0, 0, 1);

    [Fact]
    public void Default_IsIdentity()
    {
        Assert.Equal(Rotation.Identity, default);
        Assert.Equal((1.0, 0.0, 0.0, 0.0), default(Rotation).ToWxyz());
        Assert.Equal(new Vector3d(1, 2, 3), default(Rotation) * new Vector3d(1, 2, 3));
    }

    [Fact]
    public void FromAxisAngle_QuarterTurns_FollowTheRightHand()
    {
        Assert.True(Draw.Near(Rotation.FromAxisAngle(Z, Math.PI / 2) * X, Y));
        Assert.True(Draw.Near(Rotation.FromAxisAngle(X, Math.PI / 2) * Y, Z));
        Assert.True(Draw.Near(Rotation.FromAxisAngle(Y, Math.PI / 2) * Z, X));
    }

    [Fact]
    public void FromWxyz_MuJoCoOrder_PutsTheScalarFirst()
    {
        double half = Math.Sqrt(0.5);
        Assert.True(Draw.Near(Rotation.FromWxyz(half, 0, 0, half) * X, Y));
        Assert.True(Draw.Near(Rotation.FromWxyz(2, 0, 0, 2) * X, Y));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(double.NaN, 0, 0, 1)]
    [InlineData(1, double.PositiveInfinity, 0, 0)]
    public void FromWxyz_NoRotation_SaysWhichComponents(double w, double x, double y, double z)
    {
        var error = Assert.Throws<ArgumentException>(() => Rotation.FromWxyz(w, x, y, z));
        Assert.Contains($"w {w}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Product_AppliesTheRightFactorFirst() => Gen.Select(Draw.Turn, Draw.Turn, Draw.Vector)
        .Sample((a, b, v) => Draw.Near((a * b) * v, a * (b * v)));

    [Fact]
    public void Rotating_KeepsLengthsAnglesAndHandedness() => Gen.Select(Draw.Turn, Draw.Vector, Draw.Vector).Sample((r, a, b) =>
        Math.Abs((r * a).Length - a.Length) < 1e-11 && Math.Abs(Vector3d.Dot(r * a, r * b) - Vector3d.Dot(a, b)) < 1e-10
        && Draw.Near(Vector3d.Cross(r * a, r * b), r * Vector3d.Cross(a, b), 1e-11));

    [Fact]
    public void Inverse_UndoesTheRotation() => Gen.Select(Draw.Turn, Draw.Vector).Sample((r, v) => Draw.Near(r.Inverse() * (r * v), v));

    [Fact]
    public void FromAxisAngle_MatchesRodriguesFormula() => Gen.Select(Draw.Axis, Gen.Double[-7, 7], Draw.Vector).Sample((axis, angle, v) =>
    {
        Vector3d k = axis.Normalized();
        Vector3d expected = (v * Math.Cos(angle)) + (Vector3d.Cross(k, v) * Math.Sin(angle)) + (k * (Vector3d.Dot(k, v) * (1 - Math.Cos(angle))));
        return Draw.Near(Rotation.FromAxisAngle(axis, angle) * v, expected, 1e-11);
    });

    [Fact]
    public void ToRotationVector_RoundTrips() => Gen.Select(Draw.Axis, Gen.Double[1e-9, 3.14]).Sample((axis, angle) =>
        Draw.Near(Rotation.FromAxisAngle(axis, angle).ToRotationVector(), axis.Normalized() * angle, 1e-9));

    [Fact]
    public void ToRotationVector_AngleAbovePi_TakesTheShortWay()
    {
        Assert.True(Draw.Near(Rotation.FromAxisAngle(Z, 1.5 * Math.PI).ToRotationVector(), new Vector3d(0, 0, -Math.PI / 2)));
        Assert.Equal(Math.PI, Rotation.FromAxisAngle(X, Math.PI).ToRotationVector().Length, 12);
        Assert.Equal(Vector3d.Zero, Rotation.Identity.ToRotationVector());
    }

    [Fact]
    public void ToRotationVector_OppositeQuaternions_Agree() => Draw.Turn.Sample(r =>
    {
        (double w, double x, double y, double z) = r.ToWxyz();
        Vector3d a = r.ToRotationVector(), b = Rotation.FromWxyz(-w, -x, -y, -z).ToRotationVector();
        return Draw.Near(a, b, 1e-9) || (a.Length > Math.PI - 1e-6 && Draw.Near(a, -b, 1e-5));
    });

    [Fact]
    public void FromColumns_OfTheImagesOfTheAxes_GivesTheRotation() => Gen.Select(Draw.Turn, Draw.Vector).Sample((r, v) =>
        Draw.Near(Rotation.FromColumns(r * X, r * Y, r * Z) * v, r * v, 1e-9));

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void FromColumns_HalfTurns_HaveNoSingularity(double x, double y, double z)
    {
        Rotation half = Rotation.FromAxisAngle(new Vector3d(x, y, z), Math.PI);
        Assert.Equal(0, Rotation.FromColumns(half * X, half * Y, half * Z).AngleTo(half), 1e-7);
    }

    [Fact]
    public void AngleTo_IsTheAngleOfTheRelativeTurn() => Gen.Select(Draw.Turn, Draw.Axis, Gen.Double[0, 3.14]).Sample((r, axis, angle) =>
        Math.Abs(r.AngleTo(r * Rotation.FromAxisAngle(axis, angle)) - angle) < 1e-7);

    [Fact]
    public void Product_OfManyTurns_StaysAUnitQuaternion()
    {
        Rotation step = Rotation.FromAxisAngle(new Vector3d(1, 2, 3), 0.1), all = default;
        for (int i = 0; i < 100_000; i++)
            all *= step;
        (double w, double x, double y, double z) = all.ToWxyz();
        Assert.Equal(1, Math.Sqrt((w * w) + (x * x) + (y * y) + (z * z)), 12);
    }

    [Fact]
    public void Equality_ComparesComponents()
    {
        Rotation a = Rotation.FromAxisAngle(X, 0.3), b = Rotation.FromAxisAngle(X, 0.3);
        Assert.True(a == b && a.Equals((object)b) && a.GetHashCode() == b.GetHashCode());
        Assert.True(a != Rotation.Identity && !a.Equals("no rotation"));
        Assert.Equal("(w 1, x 0, y 0, z 0)", Rotation.Identity.ToString());
    }
}
