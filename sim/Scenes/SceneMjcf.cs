using System.Xml.Linq;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Scenes;

/// <summary>Writes the model of a whole world: robot, work cell, look and objects.</summary>
internal static class SceneMjcf
{
    private const string TableTextureFile = "table.png";

    /// <summary>Returns the model with robot, look and objects.</summary>
    public static SceneModel Write(RobotModel robot, Workcell cell, SceneSpec scene, IReadOnlyList<PlacedObject> objects)
    {
        XElement root = RobotMjcf.Build(robot, cell);
        AddBuffers(root, objects);
        AddLook(root, scene);
        AddObjects(root, objects);
        return new SceneModel(root.ToString(), new Dictionary<string, ReadOnlyMemory<byte>> { [TableTextureFile] = TableTexture.Png(scene.Table) });
    }

    /// <summary>Returns the model of table, tray and objects alone, for dropping: no robot, no look.</summary>
    public static SceneModel WriteForDropping(RobotModel robot, Workcell cell, IReadOnlyList<PlacedObject> objects)
    {
        XElement root = RobotMjcf.BuildWithoutRobot(robot, cell);
        AddBuffers(root, objects);
        AddObjects(root, objects);
        return new SceneModel(root.ToString(), new Dictionary<string, ReadOnlyMemory<byte>>());
    }

    /// <summary>Name of a light by its number.</summary>
    public static string LightName(int index) => $"light_{index}";

    private static void AddObjects(XElement root, IReadOnlyList<PlacedObject> objects)
    {
        XElement world = root.Element("worldbody")!;
        for (int i = 0; i < objects.Count; i++)
            world.Add(ObjectMjcf.Body(objects[i].Spec, i, objects[i].WorldFromObject));
    }

    // Buffers grow with the number of parts: a pile of twenty composites needs several contacts a part, and a larger
    // buffer than needed makes copying a state slow.
    private static void AddBuffers(XElement root, IReadOnlyList<PlacedObject> objects)
    {
        int parts = objects.Sum(o => o.Spec.Parts.Count);
        root.AddFirst(Element("size", ("nconmax", 100 + (8 * parts)), ("njmax", 400 + (32 * parts)), ("nstack", 600000 + (60000 * parts))));
    }

    private static void AddLook(XElement root, SceneSpec scene)
    {
        XElement assets = root.Element("asset")!;
        assets.Add(Element("texture", ("name", "table"), ("type", "2d"), ("file", TableTextureFile)));
        assets.Add(Element("material", ("name", "table"), ("texture", "table"), ("texrepeat", "1 1"), ("reflectance", 0), ("specular", 0.2), ("shininess", 0.2)));
        assets.Add(Element("texture", ("name", "sky"), ("type", "skybox"), ("builtin", "gradient"), ("rgb1", "0.80 0.83 0.86"), ("rgb2", "0.55 0.58 0.62"), ("width", 64), ("height", 384)));
        assets.Add(Element("material", ("name", "floor"), ("rgba", "0.42 0.43 0.45 1")));
        root.Element("visual")!.Add(Element("headlight", ("ambient", Grey(scene.Ambient)), ("diffuse", Grey(scene.Ambient * 0.3)), ("specular", Grey(0.05))));
        XElement world = root.Element("worldbody")!;
        for (int i = 0; i < scene.Lights.Count; i++)
        {
            LightSpec light = scene.Lights[i];
            (Vector3d position, Colour colour) = light.At(TimeSpan.Zero);
            bool directional = light.Directional && light.Motion is null;
            world.Add(Element("light", ("name", LightName(i)), ("pos", position), ("dir", (light.TargetM - position).Normalized()),
                ("directional", directional ? "true" : "false"), ("castshadow", light.CastsShadow ? "true" : "false"),
                ("diffuse", Numbers(colour.Red, colour.Green, colour.Blue)), ("ambient", Grey(0)), ("specular", Grey(0.15 * light.Strength)),
                ("cutoff", 75), ("exponent", 1)));
        }
    }

    private static string Grey(double value) => Numbers(value, value, value);
}
