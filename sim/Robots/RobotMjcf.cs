using System.Xml.Linq;
using DexGrasp.Core.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Robots;

/// <summary>
/// Writes the model of the reference work cell in MuJoCo's format, from <see cref="RobotModel"/>, the DH table and
/// <see cref="Workcell"/>, so that simulation and kinematics cannot disagree. Contact and servo parameters are those
/// that hold a grasp with the least slip: stiff contacts, elliptic cones with impratio 10, three noslip iterations.
/// </summary>
public static class RobotMjcf
{
    /// <summary>Physics step. Unit: s.</summary>
    public const double TimestepS = 0.002;

    /// <summary>Returns the root element with options, defaults, robot and work cell, and no object, texture or light yet.</summary>
    /// <param name="robot">Mounting, tool and joint limits.</param>
    /// <param name="cell">Table, tray and cameras.</param>
    /// <param name="links">Seven rows; default: <see cref="Rm75.Links"/>.</param>
    public static XElement Build(RobotModel robot, Workcell cell, IReadOnlyList<DhLink>? links = null)
    {
        XElement root = BuildWithoutRobot(robot, cell);
        AddRobot(root, robot, cell, links ?? Rm75.Links);
        return root;
    }

    /// <summary>Returns the root element with options, defaults, floor, column and robot, and no furniture yet: for tasks that bring their own.</summary>
    /// <param name="robot">Mounting, tool and joint limits.</param>
    /// <param name="cell">Cameras.</param>
    /// <param name="timestepS">Physics step. Unit: s. Default: <see cref="TimestepS"/>.</param>
    public static XElement BuildWithoutTable(RobotModel robot, Workcell cell, double timestepS = TimestepS)
    {
        XElement root = Bare(robot, cell);
        root.Element("option")!.SetAttributeValue("timestep", Numbers(timestepS));
        WorkcellMjcf.AddColumn(root.Element("worldbody")!, robot);
        AddRobot(root, robot, cell, Rm75.Links);
        root.Element("asset")!.Add(Element("material", ("name", "floor"), ("rgba", "0.42 0.43 0.45 1")));
        root.Element("worldbody")!.Add(Element("light", ("pos", "0.5 0.6 1.8"), ("dir", "-0.15 -0.4 -1"), ("diffuse", "0.7 0.7 0.7"), ("specular", "0.1 0.1 0.1")));
        return root;
    }

    /// <summary>Returns the root element with options, defaults, floor, column, table and tray in plain colours: enough for dropping objects.</summary>
    /// <param name="robot">Where the column stands.</param>
    /// <param name="cell">Table and tray.</param>
    public static XElement BuildWithoutRobot(RobotModel robot, Workcell cell)
    {
        XElement root = Bare(robot, cell);
        WorkcellMjcf.AddFurniture(root.Element("worldbody")!, robot, cell);
        return root;
    }

    /// <summary>Returns the root element with options, defaults and floor alone: for dropping objects into a task's own furniture.</summary>
    /// <param name="robot">Gives the model's name.</param>
    /// <param name="cell">Sizes of the cameras' pictures.</param>
    /// <param name="timestepS">Physics step. Unit: s. Default: <see cref="TimestepS"/>.</param>
    public static XElement BuildEmpty(RobotModel robot, Workcell cell, double timestepS = TimestepS)
    {
        XElement root = Bare(robot, cell);
        root.Element("option")!.SetAttributeValue("timestep", Numbers(timestepS));
        return root;
    }

    private static XElement Bare(RobotModel robot, Workcell cell)
    {
        XElement root = Element("mujoco", ("model", robot.Name));
        AddOptions(root, cell);
        root.Add(Defaults());
        root.Add(new XElement("asset", Element("material", ("name", "table")), Element("material", ("name", "floor"))));
        WorkcellMjcf.AddFloor(root.Append(new XElement("worldbody")));
        return root;
    }

    private static void AddRobot(XElement root, RobotModel robot, Workcell cell, IReadOnlyList<DhLink> links)
    {
        XElement world = root.Element("worldbody")!;
        root.Element("asset")!.RemoveNodes();
        XElement contacts = root.Append(new XElement("contact"));
        XElement equalities = root.Append(new XElement("equality"));
        XElement actuators = root.Append(new XElement("actuator"));
        XElement sensors = root.Append(new XElement("sensor"));

        XElement flange = ArmMjcf.Add(world, actuators, sensors, robot, links);
        HandMjcf.Add(flange, actuators, equalities, contacts, sensors, robot);
        WorkcellMjcf.AddCameras(world, flange, cell);

        // Static parts that touch by design; MuJoCo filters only parent and child.
        contacts.Add(Element("exclude", ("body1", "arm_base"), ("body2", "arm_link_1")));
        contacts.Add(Element("exclude", ("body1", "world"), ("body2", "arm_link_1")));
    }

    private static void AddOptions(XElement root, Workcell cell)
    {
        root.Add(Element("compiler", ("angle", "radian"), ("autolimits", "true")));
        // One contact between a cylinder and a box or a finger lets it wobble for ever; several keep it still.
        root.Append(Element("option", ("timestep", TimestepS), ("integrator", "Euler"), ("cone", "elliptic"), ("impratio", 10), ("iterations", 50),
            ("tolerance", 1e-10), ("noslip_iterations", 3), ("jacobian", "sparse"))).Add(Element("flag", ("multiccd", "enable")));
        XElement visual = root.Append(new XElement("visual"));
        visual.Add(Element("global", ("offwidth", cell.Cameras.Max(c => c.Width)), ("offheight", cell.Cameras.Max(c => c.Height))));
        visual.Add(Element("quality", ("shadowsize", 2048), ("offsamples", 4), ("numslices", 24), ("numstacks", 12), ("numquads", 2)));
        visual.Add(Element("map", ("znear", 0.02), ("zfar", 8)));
        root.Add(Element("statistic", ("extent", 1), ("center", "0.29 0 0.1"), ("meansize", 0.05)));
    }

    private static XElement Defaults()
    {
        XElement main = new("default");
        main.Add(Element("geom", ("solref", "0.008 1"), ("solimp", "0.95 0.99 0.001"), ("friction", "0.8 0.005 0.0001"), ("condim", 4)));
        XElement arm = Class(main, "arm");
        arm.Add(Element("geom", ("rgba", "0.87 0.88 0.90 1")), Element("joint", ("armature", 0.1)));
        Class(arm, "joint_cover").Add(Element("geom", ("rgba", "0.16 0.17 0.20 1")));
        XElement hand = Class(main, "hand");
        hand.Add(Element("geom", ("rgba", "0.27 0.28 0.31 1"), ("friction", "1.2 0.01 0.0002")),
            Element("joint", ("damping", 0.03), ("armature", 0.0008), ("frictionloss", 0.002)));
        Class(hand, "phalanx").Add(Element("geom", ("type", "capsule"), ("mass", 0.015), ("rgba", "0.33 0.34 0.37 1")));
        Class(hand, "tip").Add(Element("geom", ("type", "capsule"), ("mass", 0.012), ("rgba", "0.66 0.67 0.70 1"), ("friction", "1.5 0.02 0.0005")));
        return main;
    }

    private static XElement Class(XElement parent, string name) => parent.Append(Element("default", ("class", name)));
}
