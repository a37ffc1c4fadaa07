using System.Xml.Linq;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Scenes;

/// <summary>Writes the model of a whole world: robot, work cell, look and objects.</summary>
internal static class SceneMjcf
{
    /// <summary>Returns the model's text in MuJoCo's format.</summary>
    public static string Write(RobotModel robot, Workcell cell, IReadOnlyList<PlacedObject> objects)
    {
        XElement root = RobotMjcf.Build(robot, cell);
        Size(root, objects);
        AddLook(root);
        XElement world = root.Element("worldbody")!;
        for (int i = 0; i < objects.Count; i++)
            world.Add(ObjectMjcf.Body(objects[i].Spec, i, objects[i].WorldFromObject));
        return root.ToString();
    }

    // Buffers grow with the number of parts: a pile of twenty composites needs several contacts a part, and a larger
    // buffer than needed makes copying a state slow.
    private static void Size(XElement root, IReadOnlyList<PlacedObject> objects)
    {
        int parts = objects.Sum(o => o.Spec.Parts.Count);
        root.AddFirst(Element("size", ("nconmax", 100 + (8 * parts)), ("njmax", 400 + (32 * parts)), ("nstack", 600000 + (60000 * parts))));
    }

    private static void AddLook(XElement root)
    {
        XElement assets = root.Element("asset")!;
        assets.Add(Element("texture", ("name", "table"), ("type", "2d"), ("builtin", "checker"), ("rgb1", "0.75 0.68 0.58"), ("rgb2", "0.72 0.65 0.55"), ("width", 256), ("height", 256)));
        assets.Add(Element("material", ("name", "table"), ("texture", "table"), ("texrepeat", "8 8"), ("reflectance", 0)));
        assets.Add(Element("texture", ("name", "sky"), ("type", "skybox"), ("builtin", "gradient"), ("rgb1", "0.80 0.83 0.86"), ("rgb2", "0.55 0.58 0.62"), ("width", 64), ("height", 384)));
        assets.Add(Element("material", ("name", "floor"), ("rgba", "0.42 0.43 0.45 1")));
        root.Element("visual")!.Add(Element("headlight", ("ambient", "0.38 0.38 0.38"), ("diffuse", "0.12 0.12 0.12"), ("specular", "0.1 0.1 0.1")));
        root.Element("worldbody")!.AddFirst(
            Element("light", ("name", "key"), ("pos", "0.1 0.9 1.8"), ("dir", "0.1 -0.5 -1"), ("directional", "true"), ("diffuse", "0.40 0.40 0.38"), ("specular", "0.2 0.2 0.2"), ("castshadow", "true")),
            Element("light", ("name", "fill"), ("pos", "0.9 -0.8 1.6"), ("dir", "-0.4 0.5 -1"), ("directional", "true"), ("diffuse", "0.18 0.18 0.20"), ("specular", "0 0 0"), ("castshadow", "false")));
    }
}
