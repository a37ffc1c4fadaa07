using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Learning.Grounding;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Learning.Partition;

/// <summary>Makes pictures of crowded tables and says whose each cell is. One a thread.</summary>
internal sealed class PartitionScenes
{
    private const int Fewest = 3, Most = 25;
    private const double PlainShare = 0.4;

    // Settling is what costs: each heap is looked at again from other sides.
    private const int Looks = 5;

    private readonly SceneFactory _scenes = new(string.Empty);

    /// <summary>Returns the pictures of a scene; none when its objects do not come to rest.</summary>
    public IReadOnlyList<PartitionPicture> Make(int seed)
    {
        var random = new Random(seed);
        int count = random.Next(Fewest, Most + 1);
        List<(ObjectSpec Spec, bool Generated)> objects = SceneContent.Draw(random, count);
        bool plain = random.NextDouble() < PlainShare;
        SceneSpec look = plain ? SceneSpec.Default with { MinObjects = count, MaxObjects = count } : SceneRandomizer.Draw(random, count);
        SensorOptions sensors = plain ? new SensorOptions { Seed = (ulong)seed } : SceneRandomizer.DrawSensors(random);
        try
        {
            using SimulatedWorld world = _scenes.Make(look, [.. objects.Select(o => o.Spec)], random.Next()).CreateWorld();
            return Look(world, sensors, seed, random);
        }
        catch (SceneException)
        {
            return [];
        }
    }

    private static List<PartitionPicture> Look(SimulatedWorld world, SensorOptions sensors, int seed, Random random)
    {
        var link = new LockStepLink(world, new LockStepOptions { Sensors = sensors });
        try
        {
            RobotState state = link.Loop.Snapshot();
            var finder = new ObjectFinder(world.Workcell, world.Robot, PartitionModel.BuiltIn);
            var pictures = new List<PartitionPicture>();
            for (int look = 0; look < Looks; look++)
            {
                if (look > 0)
                    SceneContent.TurnTogether(world, random);
                CellPicture cells = finder.Cells(link.Picture("head"), state);
                int[] truth = GrounderScenes.Truth(world);
                pictures.Add(new PartitionPicture(
                    seed, cells.Cells, [.. cells.Values.Select(v => (Half)v)], [.. cells.Pixels.Select(i => truth[i] < 0 ? PartitionPicture.Nobody : (byte)truth[i])]));
            }

            return pictures;
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
