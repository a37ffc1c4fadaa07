using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;
using System.Xml.Linq;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Writes the world of the task: robot, board, wall and one flat object.</summary>
internal static class BoardMjcf
{
    /// <summary>Name of the board's geom.</summary>
    public const string BoardGeom = "board";

    // Smoother than any object, so that the object's own friction counts: of two shapes MuJoCo takes the larger.
    private const double BoardFriction = 0.2;

    /// <summary>Returns the description.</summary>
    /// <param name="flat">The object.</param>
    /// <param name="options">Physics step, and what varies.</param>
    /// <param name="random">Decides servos, damping and the fingers' friction.</param>
    public static string Write(FlatObject flat, BoardOptions options, EpisodeRandom random)
    {
        XElement root = RobotMjcf.BuildWithoutTable(Rm75.Model, Board.Cell, options.TimestepS);
        // With 25 degrees of freedom dense factorisation is a quarter faster than sparse.
        root.Element("option")!.SetAttributeValue("jacobian", "dense");
        root.AddFirst(Element("size", ("nconmax", 100), ("njmax", 400), ("nstack", 600000)));
        XElement world = root.Element("worldbody")!;
        world.Add(Element("geom", ("name", "table_top"), ("type", "plane"), ("size", "0.40 0.62 0.1"), ("pos", "0.38 -0.03 0"), ("rgba", "0.72 0.66 0.58 1")));
        AddBoard(world);
        var spec = new ObjectSpec("flat object", new ObjectWords("box", [], []), flat.MassKg, flat.Friction, new Colour(0.75, 0.25, 0.2), false, flat.Parts);
        world.Add(ObjectMjcf.Body(spec, 0, RigidTransform.FromTranslation(Board.Middle.X, Board.Middle.Y, Board.TopZ + flat.HalfSizeM.Z)));
        if (options.VaryRobot)
            Vary(root, options.Ranges, random);
        return root.ToString();
    }

    /// <summary>Adds board, wall and feet to the world.</summary>
    public static void AddBoard(XElement world)
    {
        double halfY = (Board.EdgeY - Board.WallY) / 2;
        Box(BoardGeom, new(Board.MiddleX, Board.Middle.Y, Board.TopZ - (Board.Thickness / 2)), new(Board.HalfX, halfY, Board.Thickness / 2), "0.80 0.74 0.64 1");
        Box("wall", new(Board.MiddleX, Board.WallY - 0.01, Board.TopZ + (Board.WallHeight / 2) - 0.02), new(Board.HalfX, 0.01, (Board.WallHeight / 2) + 0.02), "0.62 0.64 0.68 1");
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            Box($"board_foot_{(side + 1) / 2}", new(Board.MiddleX + (side * (Board.HalfX - 0.02)), Board.Middle.Y, (Board.TopZ - Board.Thickness) / 2), new(0.02, halfY * 0.6, (Board.TopZ - Board.Thickness) / 2), "0.45 0.45 0.48 1");

        void Box(string name, Vector3d centre, Vector3d half, string colour) => world.Add(Element("geom", ("name", name), ("type", "box"),
            ("pos", centre), ("size", half), ("friction", Numbers(BoardFriction, 0.005, 0.0001)), ("rgba", colour)));
    }

    private static void Vary(XElement root, BoardRanges ranges, EpisodeRandom random)
    {
        foreach (XElement servo in root.Element("actuator")!.Elements("position"))
            servo.SetAttributeValue("kp", Numbers((double)servo.Attribute("kp")! * ranges.ServoGain.Draw(ref random)));
        foreach (XElement joint in root.Descendants("joint").Where(j => j.Attribute("damping") is not null))
            joint.SetAttributeValue("damping", Numbers((double)joint.Attribute("damping")! * ranges.Damping.Draw(ref random)));
        double rubber = ranges.FingerFriction.Draw(ref random);
        foreach (XElement geom in root.Element("default")!.Descendants("geom").Where(g => (string?)g.Parent!.Attribute("class") is "hand" or "tip"))
            geom.SetAttributeValue("friction", Numbers((geom.Parent!.Attribute("class")!.Value == "tip" ? 1.5 : 1.2) * rubber, 0.01, 0.0002));
    }
}
