using System.Xml.Linq;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Robots;

/// <summary>
/// The RM75-6F as MuJoCo bodies. One body per row of the modified DH table, so that MuJoCo's frames are the table's frames.
/// Masses: vendor table (RealMan RM75 data sheet). Gains: position servos stiff enough to stand for the vendor's own loop.
/// </summary>
internal static class ArmMjcf
{
    private static readonly double[] MassKg = [1.574, 1.217, 1.110, 0.685, 0.619, 0.602, 0.248];
    private static readonly double[] StiffnessNmPerRad = [1500, 1500, 1000, 1000, 400, 400, 200];
    private static readonly double[] DampingNmSPerRad = [20, 20, 20, 20, 8, 8, 4];

    // Along which axis of its frame a link lies, from where to where, and how thick; a link's body ends short of the next joint's
    // neighbours so that only direct neighbours overlap, which MuJoCo does not collide.
    private static readonly (Vector3d From, Vector3d To, double Radius)[] Links =
    [
        (new(0, 0, -0.10), new(0, 0, 0), 0.045),
        (new(0, 0, 0), new(0, -0.13, 0), 0.043),
        (new(0, 0, -0.11), new(0, 0, 0), 0.039),
        (new(0, 0, 0), new(0, -0.105, 0), 0.036),
        (new(0, 0, -0.09), new(0, 0, 0), 0.034),
        (new(0, 0, 0), new(0, -0.075, 0), 0.032),
        (new(0, 0, -0.075), new(0, 0, -0.030), 0.030),
    ];

    /// <summary>Adds the arm to the world and its servos and sensors to the model; returns the flange's body.</summary>
    public static XElement Add(XElement worldBody, XElement actuators, XElement sensors, RobotModel robot, IReadOnlyList<DhLink> links)
    {
        XElement parent = worldBody.Append(Element("body", ("name", "arm_base"), ("childclass", "arm"),
            ("pos", robot.WorldFromBase.Translation), ("quat", robot.WorldFromBase.Rotation)));
        parent.Add(Element("geom", ("name", "arm_base"), ("type", "cylinder"), ("fromto", "0 0 0 0 0 0.09"), ("size", 0.0535), ("class", "joint_cover")));
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            var alpha = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), links[i].AlphaRad);
            Vector3d offset = new Vector3d(links[i].AM, 0, 0) + (alpha * new Vector3d(0, 0, links[i].DM));
            parent = parent.Append(Element("body", ("name", $"arm_link_{i + 1}"), ("pos", offset), ("quat", alpha)));
            JointLimit limit = robot.Limits[i];
            parent.Add(Element("joint", ("name", robot.JointNames[i]), ("axis", "0 0 1"),
                ("range", Numbers(limit.LowerRad - 0.035, limit.UpperRad + 0.035)), ("damping", DampingNmSPerRad[i])));
            (Vector3d from, Vector3d to, double radius) = Links[i];
            parent.Add(Element("geom", ("name", $"arm_link_{i + 1}"), ("type", i == 6 ? "cylinder" : "capsule"),
                ("fromto", $"{Point(from)} {Point(to)}"), ("size", radius), ("mass", MassKg[i] * (i == 6 ? 0.5 : 0.999))));
            actuators.Add(Element("position", ("name", robot.JointNames[i]), ("joint", robot.JointNames[i]), ("kp", StiffnessNmPerRad[i]),
                ("ctrlrange", Numbers(limit.LowerRad, limit.UpperRad)), ("forcerange", Numbers(-limit.MaxEffortNm, limit.MaxEffortNm))));
        }

        AddJointCovers(worldBody);
        AddFlange(parent, sensors, robot);
        return parent;
    }

    // The dark rings at the elbow and the wrist are for the eye only: they touch nothing.
    private static void AddJointCovers(XElement worldBody)
    {
        foreach (XElement body in worldBody.Descendants("body").ToList())
        {
            double radius = (string?)body.Attribute("name") switch { "arm_link_2" => 0.048, "arm_link_4" => 0.041, "arm_link_6" => 0.036, _ => 0 };
            if (radius > 0)
                body.Add(Element("geom", ("class", "joint_cover"), ("type", "cylinder"), ("fromto", Numbers(0, 0, -radius, 0, 0, radius)),
                    ("size", radius * 0.82), ("mass", 0.001), ("contype", 0), ("conaffinity", 0)));
        }
    }

    private static void AddFlange(XElement flange, XElement sensors, RobotModel robot)
    {
        flange.Add(Element("geom", ("name", "arm_force_sensor"), ("type", "cylinder"), ("fromto", "0 0 -0.0285 0 0 0"), ("size", 0.036),
            ("mass", MassKg[6] * 0.5), ("rgba", "0.15 0.15 0.17 1")));
        flange.Add(Element("site", ("name", RobotNames.FlangeSite), ("size", 0.004), ("rgba", "0 0 0 0")));
        flange.Add(Element("site", ("name", RobotNames.ToolSite), ("size", 0.004), ("rgba", "0 0 0 0"),
            ("pos", robot.FlangeFromTool.Translation), ("quat", robot.FlangeFromTool.Rotation)));
        sensors.Add(Element("force", ("name", RobotNames.WristForceSensor), ("site", RobotNames.FlangeSite)));
        sensors.Add(Element("torque", ("name", RobotNames.WristTorqueSensor), ("site", RobotNames.FlangeSite)));
    }
}
