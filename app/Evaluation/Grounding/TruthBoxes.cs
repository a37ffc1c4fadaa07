using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>The boxes of all objects' visible pixels in the head picture, from the true state: for judging alone.</summary>
internal static class TruthBoxes
{
    /// <summary>Returns a box an object; null for one without a visible pixel. Unit: px.</summary>
    public static BoundingBox?[] Of(SimulatedWorld world)
    {
        CameraSpec head = world.Workcell.Camera("head");
        var geoms = new int[head.Width * head.Height];
        using (var renderer = new OffscreenRenderer(world.Model, head.Width, head.Height))
            renderer.Segmentation(world.Data, world.Model.Id(MujocoObject.Camera, head.Name), head.Width, head.Height, geoms);
        var boxes = new BoundingBox?[world.Objects.Count];
        for (int i = 0; i < geoms.Length; i++)
        {
            if (world.ObjectOfGeom(geoms[i]) is not (>= 0 and int o))
                continue;
            (int y, int x) = Math.DivRem(i, head.Width);
            boxes[o] = boxes[o] is { } b
                ? new BoundingBox(Math.Min(b.Left, x), Math.Min(b.Top, y), Math.Max(b.Right, x + 1), Math.Max(b.Bottom, y + 1))
                : new BoundingBox(x, y, x + 1, y + 1);
        }

        return boxes;
    }
}
