using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;
using Xunit;

namespace DexGrasp.Tests.Sim.Experts;

public sealed class HandGeometryTests
{
    [Fact]
    public void ForGap_AllWidths_LeavesThatGapAndVariesSmoothly()
    {
        HandClosing before = HandGeometry.ForGap(0.004);
        for (double gap = 0.004; gap < HandGeometry.WidestGapM; gap += 0.002)
        {
            HandClosing closing = HandGeometry.ForGap(gap);
            Assert.Equal(gap, HandGeometry.Gap(closing), 0.0015);
            Assert.True(closing.DistanceTo(before) < 0.1, $"jump of {closing.DistanceTo(before):0.00} rad at {gap:0.000} m");
            before = closing;
        }
    }

    [Fact]
    public void Sample_EveryShippedObject_PutsPointsWithinItsBoundsAndNormalsOutwards()
    {
        foreach (ObjectSpec spec in ObjectCatalog.Training.Concat(ObjectCatalog.HeldOut))
        {
            (Vector3d low, Vector3d high) = spec.Bounds();
            SurfacePoint[] points = ObjectSurface.Sample(spec);
            Assert.True(points.Length > 60, $"{spec.Name}: {points.Length} points");
            foreach (SurfacePoint point in points)
            {
                Assert.Equal(1, point.Normal.Length, 6);
                Assert.InRange(point.Position.X, low.X - 1e-9, high.X + 1e-9);
                Assert.InRange(point.Position.Y, low.Y - 1e-9, high.Y + 1e-9);
                Assert.InRange(point.Position.Z, low.Z - 1e-9, high.Z + 1e-9);
            }
        }
    }
}
