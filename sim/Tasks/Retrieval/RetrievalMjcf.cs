using System.Xml.Linq;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Writes retrieval scenes: box, objects and, for episodes, the robot. Models with equally many objects have one shape.</summary>
internal static class RetrievalMjcf
{
    /// <summary>Group of the occluders' geoms.</summary>
    public const int OccluderGroup = 0;

    /// <summary>Group of the geoms of target and box.</summary>
    public const int TargetGroup = 1;

    /// <summary>Group of the robot's geoms, which rays can leave out.</summary>
    public const int RobotGroup = 2;

    // Contacts and constraint rows: twice what a pressed pile with the hand in it was seen to need.
    private const int ContactsAlways = 60, ContactsPerObject = 12, RowsAlways = 160, RowsPerObject = 48;

    /// <summary>Returns the description for an episode; the objects start where they came to rest.</summary>
    /// <param name="items">Target first.</param>
    /// <param name="worldFromItems">One pose each.</param>
    /// <param name="servoGain">Factor of the servos' stiffness.</param>
    /// <param name="damping">Factor of the joints' damping.</param>
    /// <param name="timestepS">Physics step. Unit: s.</param>
    /// <param name="quick">Whether contacts are cheap and may creep: enough for pushing, too little for holding.</param>
    public static string Write(IReadOnlyList<ObjectSpec> items, IReadOnlyList<RigidTransform> worldFromItems, double servoGain, double damping, double timestepS, bool quick = false)
    {
        XElement root = RobotMjcf.BuildWithoutTable(Rm75.Model, RetrievalBox.Cell, timestepS);
        if (quick)
        {
            XElement option = root.Element("option")!;
            option.SetAttributeValue("noslip_iterations", 0);
            option.SetAttributeValue("cone", "pyramidal");
            option.SetAttributeValue("tolerance", Numbers(1e-8));
            option.RemoveNodes();
        }

        foreach (XElement geom in root.Element("worldbody")!.Descendants("geom"))
            if ((string?)geom.Attribute("name") != "floor")
                geom.SetAttributeValue("group", RobotGroup);
        foreach (XElement servo in root.Element("actuator")!.Elements())
            Scale(servo, "kp", servoGain);
        foreach (XElement joint in root.Descendants("joint"))
            Scale(joint, "damping", damping);
        return Finish(root, items, worldFromItems);
    }

    /// <summary>Returns the description for dropping: no robot, so that the objects' joints are the only ones.</summary>
    /// <param name="items">Target first.</param>
    /// <param name="worldFromItems">One pose each.</param>
    /// <param name="timestepS">Physics step. Unit: s.</param>
    public static string WriteForSettling(IReadOnlyList<ObjectSpec> items, IReadOnlyList<RigidTransform> worldFromItems, double timestepS) =>
        Finish(RobotMjcf.BuildEmpty(Rm75.Model, RetrievalBox.Cell, timestepS), items, worldFromItems);

    private static string Finish(XElement root, IReadOnlyList<ObjectSpec> items, IReadOnlyList<RigidTransform> worldFromItems)
    {
        root.Add(Element("size", ("njmax", RowsAlways + (RowsPerObject * items.Count)), ("nconmax", ContactsAlways + (ContactsPerObject * items.Count))));
        XElement world = root.Element("worldbody")!;
        AddBox(world);
        for (int i = 0; i < items.Count; i++)
        {
            XElement body = ObjectMjcf.Body(items[i], i, worldFromItems[i]);
            foreach (XElement geom in body.Elements("geom"))
                geom.SetAttributeValue("group", i == 0 ? TargetGroup : OccluderGroup);
            world.Add(body);
        }

        return root.ToString();
    }

    // The plane carries the objects: MuJoCo 2.2.2's contacts of a box flat on a box throw it up now and then.
    private static void AddBox(XElement world)
    {
        const double half = RetrievalBox.WallM / 2, height = RetrievalBox.WallHeightM / 2;
        Vector3d centre = RetrievalBox.Centre;
        world.Add(Element("geom", ("name", "box_floor"), ("type", "plane"), ("size", "0.6 0.6 0.1"), ("pos", centre), ("rgba", "0.80 0.76 0.68 1"), ("group", TargetGroup)));
        Wall("box_wall_far", new(RetrievalBox.HalfX + half, 0, height), new(half, RetrievalBox.HalfY + (2 * half), height));
        Wall("box_wall_near", new(-RetrievalBox.HalfX - half, 0, height), new(half, RetrievalBox.HalfY + (2 * half), height));
        Wall("box_wall_left", new(0, RetrievalBox.HalfY + half, height), new(RetrievalBox.HalfX, half, height));
        Wall("box_wall_right", new(0, -RetrievalBox.HalfY - half, height), new(RetrievalBox.HalfX, half, height));

        void Wall(string name, Vector3d position, Vector3d halfSize) => world.Add(Element("geom", ("name", name), ("type", "box"),
            ("pos", centre + position), ("size", halfSize), ("rgba", "0.45 0.36 0.28 1"), ("group", TargetGroup)));
    }

    private static void Scale(XElement element, string attribute, double factor)
    {
        if (element.Attribute(attribute) is { } value)
            value.Value = Numbers(double.Parse(value.Value) * factor);
    }
}
