using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Learning.Grounding;

/// <summary>Settled scenes of random objects that the planner's networks learn from: 40 % with the standard table and light, the others with random ones. One a thread.</summary>
/// <param name="fewest">Fewest objects of a scene.</param>
/// <param name="most">Most objects of a scene. Range: at most 25.</param>
internal sealed class LearningScenes(int fewest, int most)
{
    private const double PlainShare = 0.4;
    private readonly SceneFactory _scenes = new(string.Empty);

    /// <summary>Looks at a scene.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="look">Takes what it needs from the world, the robot's cameras and state, the drawn objects and the rest of the random numbers.</param>
    /// <returns>What that gives; nothing when the objects do not come to rest.</returns>
    public IReadOnlyList<T> Look<T>(int seed, Func<SimulatedWorld, LockStepLink, IReadOnlyList<(ObjectSpec Spec, bool Generated)>, Random, List<T>> look)
    {
        var random = new Random(seed);
        int count = random.Next(fewest, most + 1);
        List<(ObjectSpec Spec, bool Generated)> objects = SceneContent.Draw(random, count);
        bool plain = random.NextDouble() < PlainShare;
        SceneSpec spec = plain ? SceneSpec.Default with { MinObjects = count, MaxObjects = count } : SceneRandomizer.Draw(random, count);
        SensorOptions sensors = plain ? new SensorOptions { Seed = (ulong)seed } : SceneRandomizer.DrawSensors(random);
        try
        {
            using SimulatedWorld world = _scenes.Make(spec, [.. objects.Select(o => o.Spec)], random.Next()).CreateWorld();
            var link = new LockStepLink(world, new LockStepOptions { Sensors = sensors });
            try
            {
                return look(world, link, objects, random);
            }
            finally
            {
                link.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (SceneException)
        {
            return [];
        }
    }
}
