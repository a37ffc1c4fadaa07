using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Experts;
using Xunit;

namespace DexGrasp.Tests.Sim.Experts;

public class TurnedSurfaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Slab_OfScatteredPoints_HoldsExactlyThoseBetweenItsFacesInTheHandsAxes(int seed)
    {
        var random = new Random(seed);
        Rotation rotation = Rotation.FromAxisAngle(Direction(random), 3 * random.NextDouble());
        SurfacePoint[] points = [.. Enumerable.Range(0, 300).Select(_ => new SurfacePoint(0.1 * random.NextDouble() * Direction(random), Direction(random)))];
        var surface = new TurnedSurface();
        // A larger object before must leave nothing behind.
        surface.Turn([.. points, .. points], Rotation.Identity);
        surface.Turn(points, rotation);

        for (int i = 0; i < 50; i++)
        {
            Vector3d middle = 0.08 * random.NextDouble() * Direction(random);
            double depth = surface.InHandAxes(middle).Z;
            (double, double, double)[] expected = [.. points
                .Where(p => Math.Abs((rotation.Inverse() * (p.Position - middle)).Z) < 0.006)
                .Select(p => Rounded(rotation.Inverse() * p.Position, (rotation.Inverse() * p.Normal).X)).Order()];
            (double, double, double)[] actual = [.. surface.Slab(depth, 0.006).ToArray().Select(p => Rounded(new(p.X, p.Y, 0), p.FacingX)).Order()];
            Assert.Equal(expected, actual);
        }
    }

    private static (double X, double Y, double Facing) Rounded(Vector3d p, double facing) =>
        (Math.Round(p.X, 9), Math.Round(p.Y, 9), Math.Round(facing, 9));

    private static Vector3d Direction(Random random) =>
        new Vector3d(random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5).Normalized();
}
