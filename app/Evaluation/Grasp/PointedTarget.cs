using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>A pointing finger: the box of the target's visible pixels, from the true state. It leaves the planner out of what is measured.</summary>
internal sealed class PointedTarget : ITargetFinder, IDisposable
{
    // Less than this is a sliver between other objects that a person would not point at.
    private const int LeastPixels = 100;
    private readonly GraspTask _task;
    private readonly OffscreenRenderer _renderer;
    private readonly CameraSpec _head;
    private readonly int[] _geoms;
    private readonly int _camera;

    public PointedTarget(GraspTask task)
    {
        _task = task;
        SimulatedWorld world = task.World;
        _head = world.Workcell.Camera("head");
        _camera = world.Model.Id(MujocoObject.Camera, _head.Name);
        _renderer = new OffscreenRenderer(world.Model, _head.Width, _head.Height);
        _geoms = new int[_head.Width * _head.Height];
    }

    public GraspGoal? Find(Observation observation, out string missing)
    {
        missing = "no longer in view";
        return Box() is { } box ? new GraspGoal(_task.Instruction, _task.Label, box, observation.Head.Number) : null;
    }

    public void Failed()
    {
    }

    public void Dispose() => _renderer.Dispose();

    private BoundingBox? Box()
    {
        _renderer.Segmentation(_task.World.Data, _camera, _head.Width, _head.Height, _geoms);
        int left = _head.Width, top = _head.Height, right = 0, bottom = 0, pixels = 0;
        for (int i = 0; i < _geoms.Length; i++)
        {
            if (_task.World.ObjectOfGeom(_geoms[i]) != _task.Judge.Target)
                continue;
            (int y, int x) = Math.DivRem(i, _head.Width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            pixels++;
        }

        return pixels < LeastPixels ? null : new BoundingBox(left, top, right, bottom);
    }
}
