using DexGrasp.Controller.Perception.Flat;
using DexGrasp.Core.Geometry;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception.Flat;

public sealed class FlatTopTests
{
    private static readonly FlatTop Top = new(new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), 0.3), new Vector3d(0.3, -0.4, 0.26)), 0.09, 0.08);

    [Fact]
    public void CornerShare_BoxAndDisc_AreToldApart()
    {
        Assert.InRange(Top.CornerShare(Samples((u, v) => Math.Abs(u) < 0.09 && Math.Abs(v) < 0.08)), 0.95, 1);
        Assert.InRange(Top.CornerShare(Samples((u, v) => Math.Pow(u / 0.09, 2) + Math.Pow(v / 0.08, 2) < 1)), 0, 0.05);
    }

    [Fact]
    public void Squared_OfARectangle_HasItsAreaAndPlaceAndNoYaw()
    {
        FlatTop square = Top.Squared();

        Assert.Equal(square.HalfX, square.HalfY);
        Assert.Equal(Top.HalfX * Top.HalfY, square.HalfX * square.HalfY, 1e-12);
        Assert.Equal(Top.WorldFromTop.Translation, square.WorldFromTop.Translation);
        Assert.Equal(0, square.WorldFromTop.Rotation.AngleTo(Rotation.Identity), 1e-12);
    }

    private static TopSamples Samples(Func<double, double, bool> isOn)
    {
        var samples = new TopSamples();
        for (double u = -0.12; u < 0.12; u += 0.003)
            for (double v = -0.12; v < 0.12; v += 0.003)
                samples.Outline.Add((u, v, isOn(u, v)));
        return samples;
    }
}
