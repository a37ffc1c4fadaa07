using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Finds objects in the head picture from the true state: the task generator's pointing finger. Policies may not ask it.</summary>
internal sealed class TargetView : IDisposable
{
    // Less than this is a sliver between other objects that a person would not point at.
    private const int LeastPixels = 250;
    private readonly SimulatedWorld _world;
    private readonly OffscreenRenderer _renderer;
    private readonly CameraSpec _head;
    private readonly int[] _geoms;
    private readonly int _camera;

    public TargetView(SimulatedWorld world)
    {
        _world = world;
        _head = world.Workcell.Camera("head");
        _camera = world.Model.Id(MujocoObject.Camera, _head.Name);
        _renderer = new OffscreenRenderer(world.Model, _head.Width, _head.Height);
        _geoms = new int[_head.Width * _head.Height];
    }

    /// <summary>Picks one of the objects that may be asked for and can be seen, all equally likely.</summary>
    /// <returns>Its index, or -1 when none can be seen.</returns>
    public int Pick(Random random)
    {
        int[] seen = [.. Enumerable.Range(0, _world.TargetCount).Where(i => BoxOf(i) is not null)];
        return seen.Length == 0 ? -1 : seen[random.Next(seen.Length)];
    }

    /// <summary>Returns the box of an object's visible pixels, or null when too few can be seen.</summary>
    public BoundingBox? BoxOf(int index)
    {
        _renderer.Segmentation(_world.Data, _camera, _head.Width, _head.Height, _geoms);
        int left = _head.Width, top = _head.Height, right = 0, bottom = 0, pixels = 0;
        for (int i = 0; i < _geoms.Length; i++)
        {
            if (_world.ObjectOfGeom(_geoms[i]) != index)
                continue;
            (int y, int x) = Math.DivRem(i, _head.Width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            pixels++;
        }

        return pixels < LeastPixels ? null : new BoundingBox(left, top, right, bottom);
    }

    public void Dispose() => _renderer.Dispose();
}
