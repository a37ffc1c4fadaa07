using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <summary>Where every object's surface is at one instant, for planning.</summary>
internal sealed class SceneSnapshot
{
    private readonly SurfacePoint[][] _surfaces;
    private readonly SurfacePoint[][] _inWorld;

    internal SceneSnapshot(SimulatedWorld world)
    {
        _surfaces = [.. world.Objects.Select(o => ObjectSurface.Sample(o.Spec))];
        _inWorld = [.. _surfaces.Select(s => new SurfacePoint[s.Length])];
        Centres = new Vector3d[_surfaces.Length];
        Radii = new double[_surfaces.Length];
        Tops = new double[_surfaces.Length];
        Refresh(world);
    }

    /// <summary>Gets the mean of each object's surface points. Frame: world. Unit: m.</summary>
    internal Vector3d[] Centres { get; }

    /// <summary>Gets the radius about each centre that holds the object. Unit: m.</summary>
    internal double[] Radii { get; }

    /// <summary>Gets the highest point of each object. Unit: m.</summary>
    internal double[] Tops { get; }

    internal int Count => _surfaces.Length;

    internal ReadOnlySpan<SurfacePoint> Surface(int index) => _inWorld[index];

    /// <summary>Takes the poses anew.</summary>
    internal void Refresh(SimulatedWorld world)
    {
        for (int i = 0; i < _surfaces.Length; i++)
        {
            RigidTransform pose = world.WorldFromObject(i);
            Vector3d sum = Vector3d.Zero;
            double top = double.NegativeInfinity;
            for (int k = 0; k < _surfaces[i].Length; k++)
            {
                var point = new SurfacePoint(pose * _surfaces[i][k].Position, pose.Rotation * _surfaces[i][k].Normal);
                _inWorld[i][k] = point;
                sum += point.Position;
                top = Math.Max(top, point.Position.Z);
            }

            Centres[i] = sum / _surfaces[i].Length;
            Tops[i] = top;
            Radii[i] = 0;
            foreach (SurfacePoint point in _inWorld[i])
                Radii[i] = Math.Max(Radii[i], (point.Position - Centres[i]).Length);
        }
    }
}
