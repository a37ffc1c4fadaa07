using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>
/// Draws looks for demonstrations: table, lights, camera places and camera errors. Every number is random, so that none of the
/// scenes of <see cref="SceneCatalog"/>, which are for evaluation, comes up.
/// </summary>
/// <remarks>A function of the generator's state alone. Thread-safe.</remarks>
public static class SceneRandomizer
{
    private const double Degree = Math.PI / 180;

    // The other patterns are kept for evaluation.
    private static readonly TablePattern[] Patterns =
        [TablePattern.Plain, TablePattern.Checker, TablePattern.Wood, TablePattern.Stripes, TablePattern.Cloth, TablePattern.Terrazzo, TablePattern.Marble, TablePattern.Tiles];

    /// <summary>Gets how far a camera may be from its calibration. Unit: m.</summary>
    public static double MostErrorM => 0.003;

    /// <summary>Gets by how much a camera may be turned from its calibration. Unit: rad.</summary>
    public static double MostErrorRad => 0.4 * Degree;

    /// <summary>
    /// Draws a look: one of the eight patterns for training, in any colours; ambient light of 0.15 to 0.45; one to four lights, from white to coloured, as
    /// windows or lamps, some moving, at most two casting shadows; the head camera up to 2 cm and 2 degrees, the wrist camera
    /// up to 5 mm and 1.5 degrees elsewhere, as their calibration says; and each up to 3 mm and 0.4 degrees off it.
    /// </summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="objects">How many objects. Range: 1 to 25.</param>
    public static SceneSpec Draw(Random random, int objects)
    {
        TableSpec table = Table(random);
        double ambient = random.Within(0.15, 0.45);
        return new SceneSpec("random", table, ambient, Lights(random, ambient), [Offset(random, "head", 0.02, 2 * Degree), Offset(random, "wrist", 0.005, 1.5 * Degree)],
            objects, objects, 0)
        {
            CalibrationErrors = [Offset(random, "head", MostErrorM, MostErrorRad), Offset(random, "wrist", MostErrorM, MostErrorRad)],
        };
    }

    /// <summary>Draws camera errors: colour noise of 0.5 to 4 levels, exposure of 0.8 to 1.2, white balance within 8 %, depth noise of half to twice the usual.</summary>
    /// <param name="random">Decides everything.</param>
    public static SensorOptions DrawSensors(Random random)
    {
        double exposure = random.Within(0.8, 1.2), scale = random.Within(0.5, 2);
        var usual = new DepthNoise();
        return new SensorOptions
        {
            ColourSigma = random.Within(0.5, 4),
            Gain = (exposure * random.Within(0.92, 1.08), exposure * random.Within(0.92, 1.08), exposure * random.Within(0.92, 1.08)),
            Depth = usual with { SigmaM = usual.SigmaM * scale, SigmaPerM = usual.SigmaPerM * scale, EdgeDropout = random.Within(0.2, 0.8) },
            Seed = (ulong)random.NextInt64(),
        };
    }

    private static TableSpec Table(Random random)
    {
        Colour ground = ColourDraw.Any(random);
        var colours = new List<Colour> { ground };
        int more = random.Next(1, 6);
        bool related = random.Chance(0.5);
        for (int i = 0; i < more; i++)
            colours.Add(related ? ColourDraw.Near(ground, 0.25, random) : ColourDraw.Any(random));
        return new TableSpec(Patterns[random.Next(Patterns.Length)], colours);
    }

    // All lights together stay below what would burn the picture out.
    private static List<LightSpec> Lights(Random random, double ambient)
    {
        int count = random.Next(1, 5);
        double total = random.Within(0.7, 1.25) - ambient;
        double[] shares = [.. Enumerable.Range(0, count).Select(_ => random.Within(0.3, 1))];
        double sum = shares.Sum();
        var lights = new List<LightSpec>(count);
        for (int i = 0; i < count; i++)
        {
            double turn = random.Within(0, 2 * Math.PI), height = random.Within(30, 85) * Degree, distance = random.Within(1.1, 2.4);
            var target = new Vector3d(0.29 + random.Within(-0.15, 0.15), random.Within(-0.2, 0.2), 0);
            Vector3d at = target + (distance * new Vector3d(Math.Cos(turn) * Math.Cos(height), Math.Sin(turn) * Math.Cos(height), Math.Sin(height)));
            LightMotion? motion = random.Chance(0.15)
                ? new LightMotion(random.Within(0.1, 0.6), random.Within(4, 20), random.Chance(0.5) ? random.Within(6, 20) : 0) : null;
            Colour colour = random.Chance(0.2) ? ColourDraw.Near(new Colour(0.7, 0.7, 0.7), 0.3, random) : ColourDraw.Near(new Colour(0.93, 0.93, 0.93), 0.07, random);
            bool shadow = random.Chance(i == 0 ? 0.65 : i == 1 ? 0.2 : 0);
            lights.Add(new LightSpec(at, target, colour, Math.Max(0.05, total * shares[i] / sum), motion is null && random.Chance(0.6), shadow, motion));
        }

        return lights;
    }

    private static CameraOffset Offset(Random random, string camera, double mostM, double mostRad) =>
        new(camera, mostM * InBall(random), mostRad * InBall(random));

    private static Vector3d InBall(Random random)
    {
        while (true)
        {
            var v = new Vector3d(random.Within(-1, 1), random.Within(-1, 1), random.Within(-1, 1));
            if (v.Length <= 1)
                return v;
        }
    }
}
