using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>A random world with the robot where it starts, and what may be asked for in it.</summary>
internal sealed class DemonstrationScene : IDisposable
{
    private const int Tries = 8;

    private DemonstrationScene(int seed, SimulatedWorld world, IReadOnlyList<(int Target, double Visible)> targets, SensorOptions sensors, Disturbances disturbances)
    {
        (Seed, World, Targets, Sensors, Disturbances) = (seed, world, targets, sensors, disturbances);
        InferenceDelay = TimeSpan.FromMilliseconds(10 * Generator(seed, "delay").Next(2, 6));
    }

    public int Seed { get; }

    public SimulatedWorld World { get; }

    /// <summary>Gets what can be seen, in the order to be tried, and how much of it.</summary>
    public IReadOnlyList<(int Target, double Visible)> Targets { get; }

    public SensorOptions Sensors { get; }

    public Disturbances Disturbances { get; }

    public TimeSpan InferenceDelay { get; }

    /// <summary>Returns a generator for one purpose, so that one draw more here changes nothing there.</summary>
    public static Random Generator(int seed, string purpose) => new((int)(PixelRandom.Seed((ulong)seed, purpose, 0) >> 33));

    /// <summary>Draws what an episode is disturbed by.</summary>
    public static Disturbances Disturb(DemonstrationOptions options, int seed)
    {
        Random random = Generator(seed, "disturbances");
        return new Disturbances(
            random.Chance(options.PerturbedStartShare), random.Chance(options.NoiseShare), random.Chance(options.PushShare), random.Chance(options.SlipShare),
            random.Chance(options.PaceShare));
    }

    public static DemonstrationScene Make(SceneFactory scenes, DemonstrationOptions options, int seed)
    {
        Random random = Generator(seed, "scene");
        Disturbances disturbances = Disturb(options, seed);
        SensorOptions sensors = options.RandomLooks ? SceneRandomizer.DrawSensors(Generator(seed, "sensors")) : new SensorOptions { Seed = (ulong)seed };
        if (Generator(seed, "shadows").Chance(options.ShadowlessShare))
            sensors = sensors with { Render = sensors.Render with { Shadows = false } };
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            int count = random.Chance(options.CrowdedShare) ? random.Next(9, 17) : random.Next(1, 9);
            var objects = new List<ObjectSpec>(count);
            if (options.Nouns.Count > 0)
                objects.Add(NounGenerator.Make(options.Nouns[random.Next(options.Nouns.Count)], random));
            ObjectSpec? wanted = objects.FirstOrDefault();
            while (objects.Count < count)
                objects.Add(Draw(options, random));
            SceneSpec look = options.RandomLooks ? SceneRandomizer.Draw(random, count) : SceneSpec.Default with { MinObjects = count, MaxObjects = count };
            SettledScene settled;
            try
            {
                settled = scenes.Make(look, objects, random.Next());
            }
            catch (SceneException)
            {
                continue;
            }

            SimulatedWorld world = settled.CreateWorld();
            if (disturbances.PerturbedStart)
                StartPosture.Apply(world, Generator(seed, $"start {attempt}"));
            List<(int Target, double Visible)> targets = Visible(world, options.LeastVisible, wanted, random);
            if (targets.Count > 0)
                return new DemonstrationScene(seed, world, targets, sensors, disturbances);
            world.Dispose();
        }

        throw new SceneException($"Seed {seed}: in {Tries} scenes no object was at least {options.LeastVisible:P0} visible to the head camera. Ask for less with LeastVisible.");
    }

    public void Dispose() => World.Dispose();

    private static ObjectSpec Draw(DemonstrationOptions options, Random random)
    {
        if (!random.Chance(options.GeneratedShare))
            return ObjectVariation.Vary(ObjectCatalog.Training[random.Next(ObjectCatalog.Training.Count)], random);
        return random.Chance(options.NounShare)
            ? NounGenerator.Make(NounGenerator.Nouns[random.Next(NounGenerator.Nouns.Count)], random) : ObjectGenerator.Make(random);
    }

    private static List<(int Target, double Visible)> Visible(SimulatedWorld world, double least, ObjectSpec? wanted, Random random)
    {
        int[] order = [.. Enumerable.Range(0, world.TargetCount)];
        random.Shuffle(order);
        return [.. order.OrderBy(i => wanted is null || ReferenceEquals(world.Objects[i].Spec, wanted) ? 0 : 1).Select(i => (i, Visibility.Share(world, i))).Where(t => t.Item2 >= least)];
    }
}
