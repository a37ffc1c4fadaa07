using System.Xml.Linq;
using DexGrasp.Core.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Robots;

/// <summary>
/// A five-finger hand with six actuators and twelve joints in the proportions of common six-actuator hands: the thumb turns
/// and bends with two following joints, each finger bends with one following joint. Frame: the flange's; z along the open
/// fingers, x to the side to which they close.
/// </summary>
internal static class HandMjcf
{
    private static readonly (string Name, double Y)[] Fingers = [("index", 0.033), ("middle", 0.011), ("ring", -0.011), ("little", -0.033)];

    /// <summary>Gets which joint follows which: follower = ratio x leader.</summary>
    public static IReadOnlyList<(string Follower, string Leader, double Ratio)> Couplings { get; } =
    [
        ("thumb_middle", "thumb_bend", HandKinematics.ThumbCoupling), ("thumb_distal", "thumb_bend", HandKinematics.ThumbCoupling),
        .. Fingers.Select(f => ($"{f.Name}_distal", f.Name, HandKinematics.FingerCoupling)),
    ];

    /// <summary>Adds the hand to the flange and its servos, couplings, exclusions and sensors to the model.</summary>
    public static void Add(XElement flange, XElement actuators, XElement equalities, XElement contacts, XElement sensors, RobotModel robot)
    {
        XElement palm = flange.Append(Element("body", ("name", RobotNames.PalmBody), ("childclass", "hand")));
        palm.Add(Element("geom", ("name", "hand_palm"), ("type", "box"), ("size", "0.012 0.04 0.045"), ("pos", "0 0 0.05"), ("mass", 0.35)));
        palm.Add(Element("site", ("name", "palm_touch"), ("type", "box"), ("pos", "0.012 0 0.05"), ("size", "0.003 0.04 0.045"), ("rgba", "0 0 0 0")));
        AddThumb(palm);
        foreach ((string name, double y) in Fingers)
            AddFinger(palm, name, y);
        LimitRanges(palm, robot);

        for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
            actuators.Add(Servo(robot, i));
        foreach ((string follower, string leader, double ratio) in Couplings)
            equalities.Add(Element("joint", ("joint1", follower), ("joint2", leader), ("polycoef", Numbers(0, ratio, 0, 0, 0)), ("solref", "0.01 1")));
        contacts.Add(Element("exclude", ("body1", RobotNames.PalmBody), ("body2", "hand_thumb_proximal")));
        contacts.Add(Element("exclude", ("body1", RobotNames.FlangeBody), ("body2", "hand_thumb_base")));
        foreach (string sensor in RobotNames.TouchSensors)
            sensors.Add(Element("touch", ("name", sensor), ("site", sensor)));
    }

    private static void AddThumb(XElement palm)
    {
        XElement link = palm.Append(Element("body", ("name", "hand_thumb_base"), ("pos", "0.004 0.006 0.062")));
        link.Add(Element("joint", ("name", "thumb_rotation"), ("axis", "0 0 -1")));
        link.Add(Phalanx("hand_thumb_base", "phalanx", "0 0.015 0 0 0.068 0.018", 0.009));
        link = link.Append(Element("body", ("name", "hand_thumb_proximal"), ("pos", "0 0.068 0.018")));
        link.Add(Element("joint", ("name", "thumb_bend"), ("axis", "1 0 0")));
        link.Add(Phalanx("hand_thumb_proximal", "phalanx", "0 0 0 0 0 0.035", 0.0085));
        link = link.Append(Element("body", ("name", "hand_thumb_middle"), ("pos", "0 0 0.035")));
        link.Add(Element("joint", ("name", "thumb_middle"), ("axis", "1 0 0"), ("range", "-0.33 0.9")));
        link.Add(Phalanx("hand_thumb_middle", "phalanx", "0 0 0 0 0 0.025", 0.0082));
        link = link.Append(Element("body", ("name", "hand_thumb_distal"), ("pos", "0 0 0.025")));
        link.Add(Element("joint", ("name", "thumb_distal"), ("axis", "1 0 0"), ("range", "-0.33 0.9")));
        link.Add(Phalanx("hand_thumb_tip", "tip", "0 0 0 0 0 0.022", 0.008));
        link.Add(TouchSite("thumb_touch", "0 0 0.002 0 0 0.026"));
    }

    private static void AddFinger(XElement palm, string name, double y)
    {
        XElement link = palm.Append(Element("body", ("name", $"hand_{name}_proximal"), ("pos", Numbers(0, y, 0.095))));
        link.Add(Element("joint", ("name", name), ("axis", "0 1 0")));
        link.Add(Phalanx($"hand_{name}_proximal", "phalanx", "0 0 0 0 0 0.04", 0.0085));
        link = link.Append(Element("body", ("name", $"hand_{name}_distal"), ("pos", "0 0 0.04")));
        link.Add(Element("joint", ("name", $"{name}_distal"), ("axis", "0 1 0"), ("range", "-0.08 1.6")));
        link.Add(Phalanx($"hand_{name}_tip", "tip", "0 0 0 0 0 0.038", 0.008));
        link.Add(TouchSite($"{name}_touch", "0 0 0.005 0 0 0.042"));
    }

    // An actuated joint may reach a little past the range of its commands, so that the end stop does not fight the servo.
    private static void LimitRanges(XElement palm, RobotModel robot)
    {
        foreach (XElement joint in palm.Descendants("joint"))
            for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
                if ((string?)joint.Attribute("name") == robot.JointNames[i])
                    joint.SetAttributeValue("range", Numbers(robot.Limits[i].LowerRad - 0.02, robot.Limits[i].UpperRad + 0.02));
    }

    private static XElement Servo(RobotModel robot, int joint)
    {
        JointLimit limit = robot.Limits[joint];
        bool thumb = joint < RobotModel.ArmDof + 2;
        return Element("position", ("name", robot.JointNames[joint]), ("joint", robot.JointNames[joint]), ("kp", thumb ? 3.0 : 2.0),
            ("ctrlrange", Numbers(limit.LowerRad, limit.UpperRad)), ("forcerange", Numbers(-limit.MaxEffortNm, limit.MaxEffortNm)));
    }

    private static XElement Phalanx(string name, string kind, string fromTo, double radius) =>
        Element("geom", ("name", name), ("class", kind), ("fromto", fromTo), ("size", radius));

    private static XElement TouchSite(string name, string fromTo) =>
        Element("site", ("name", name), ("type", "capsule"), ("fromto", fromTo), ("size", 0.0095), ("rgba", "0 0 0 0"));
}
