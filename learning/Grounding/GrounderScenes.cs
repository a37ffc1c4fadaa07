using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Learning.Grounding;

/// <summary>
/// Makes examples: settled scenes of generated objects and variations of training objects under random lights, tables and camera
/// errors, cut up by the planner itself; the true picture only says which object a piece belongs to. One a thread.
/// </summary>
internal sealed class GrounderScenes
{
    private const double LeastPure = 0.8;
    private const double LeastSeen = 0.4;

    // Settling is what costs: each scene is looked at again with every object turned on its place, or, where they are crowded, with all
    // of them turned together.
    private const int Looks = 4;
    private const int MostTurnedAlone = 10;

    private readonly LearningScenes _scenes = new(fewest: 4, most: 25);

    /// <summary>Returns the examples of a scene; none when its objects do not come to rest.</summary>
    public IReadOnlyList<GrounderExample> Make(int seed) => _scenes.Look(seed, (world, link, objects, random) =>
    {
        RobotState state = link.Loop.Snapshot();
        var examples = new List<GrounderExample>();
        for (int look = 0; look < Looks; look++)
        {
            if (look > 0 && objects.Count > MostTurnedAlone)
                SceneContent.TurnTogether(world, random);
            else if (look > 0)
                TurnAll(world, random);
            SceneView view = new ObjectFinder(world.Workcell, world.Robot, PartitionModel.BuiltIn).Look(link.Picture("head"), state);
            int[] truth = Truth(world);
            foreach (SeenObject seen in view.Objects)
                if (Owner(seen.Mask, truth, objects.Count) is { } owner)
                {
                    (ObjectSpec spec, bool generated) = objects.First(o => ReferenceEquals(o.Spec, world.Objects[owner].Spec));
                    examples.Add(new GrounderExample(spec.Words.Category, generated, seed, seen.Signature!.Crop.ToArray(), seen.Signature.Numbers.ToArray()));
                }
        }

        return examples;
    });

    private static void TurnAll(SimulatedWorld world, Random random)
    {
        for (int i = 0; i < world.Objects.Count; i++)
        {
            RigidTransform pose = world.WorldFromObject(i);
            world.PlaceObject(i, pose with { Rotation = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), random.NextDouble() * 2 * Math.PI) * pose.Rotation });
        }
    }

    /// <summary>Returns which object the head camera truly sees in each pixel; -1 for none.</summary>
    internal static int[] Truth(SimulatedWorld world)
    {
        CameraSpec head = world.Workcell.Camera("head");
        var geoms = new int[head.Width * head.Height];
        using var renderer = new OffscreenRenderer(world.Model, head.Width, head.Height);
        renderer.Segmentation(world.Data, world.Model.Id(MujocoObject.Camera, head.Name), head.Width, head.Height, geoms);
        return [.. geoms.Select(world.ObjectOfGeom)];
    }

    private static int? Owner(Mask mask, int[] truth, int count)
    {
        var inside = new int[count];
        var area = new int[count];
        int all = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            bool on = mask.Pixels[i] != 0;
            all += on ? 1 : 0;
            if (truth[i] < 0)
                continue;
            area[truth[i]]++;
            inside[truth[i]] += on ? 1 : 0;
        }

        int best = Array.IndexOf(inside, inside.Max());
        return inside[best] >= LeastPure * all && inside[best] >= LeastSeen * area[best] && inside[best] > 0 ? best : null;
    }
}
