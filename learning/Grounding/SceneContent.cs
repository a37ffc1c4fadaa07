using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Learning.Grounding;

/// <summary>What lies on the tables that the planner's networks learn from: objects of every noun, and variations of the training objects.</summary>
internal static class SceneContent
{
    private const double CatalogueShare = 0.25;
    private const double OwnColourShare = 0.6;

    // Words for things that come in many forms need more examples.
    private static readonly string[] Drawn =
    [
        .. NounGenerator.Nouns, "bottle", "cup", "tin", "jar", "box", "carton", "ball", "block", "bowl", "brush", "car", "doll", "tube", "hammer", "apple", "bottle", "cup", "tin",
    ];

    /// <summary>Draws objects.</summary>
    public static List<(ObjectSpec Spec, bool Generated)> Draw(Random random, int count)
    {
        var objects = new List<(ObjectSpec, bool)>();
        for (int i = 0; i < count; i++)
            objects.Add(random.NextDouble() < CatalogueShare ? (Varied(random), false) : (NounGenerator.Make(Drawn[random.Next(Drawn.Length)], random), true));
        return objects;
    }

    /// <summary>Turns all objects about the area's middle by one random angle, so that what leans on another still does.</summary>
    public static void TurnTogether(SimulatedWorld world, Random random)
    {
        Rotation turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), random.NextDouble() * 2 * Math.PI);
        Vector3d middle = world.Workcell.AreaCenter;
        var turned = new RigidTransform(turn, middle - (turn * middle));
        for (int i = 0; i < world.Objects.Count; i++)
            world.PlaceObject(i, turned * world.WorldFromObject(i));
    }

    // Shape and size vary; half keep their colours, as a lemon has to.
    private static ObjectSpec Varied(Random random)
    {
        ObjectSpec spec = ObjectCatalog.Training[random.Next(ObjectCatalog.Training.Count)], varied = ObjectVariation.Vary(spec, random);
        if (random.NextDouble() >= OwnColourShare)
            return varied;
        return varied with { Colour = spec.Colour, Parts = [.. varied.Parts.Select((p, i) => p with { Colour = spec.Parts[i].Colour })] };
    }
}
