using System.Xml.Linq;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Robots;
using static DexGrasp.Sim.Robots.Mjcf;

namespace DexGrasp.Sim.Objects;

/// <summary>Writes an object as a free MuJoCo body.</summary>
internal static class ObjectMjcf
{
    // Contacts have no rolling resistance; without a little damping a ball never comes to rest. Unit: N m s/rad (and N s/m,
    // where it is far below what matters).
    private const double RollingDamping = 0.0006;

    /// <summary>Returns the body <c>object_{index}</c> with free joint and parts.</summary>
    /// <param name="spec">The object.</param>
    /// <param name="index">Its number in the world.</param>
    /// <param name="worldFromObject">Where it starts.</param>
    public static XElement Body(ObjectSpec spec, int index, RigidTransform worldFromObject)
    {
        string name = $"{RobotNames.ObjectPrefix}{index}";
        XElement body = Element("body", ("name", name), ("pos", worldFromObject.Translation), ("quat", worldFromObject.Rotation));
        body.Add(Element("joint", ("name", name), ("type", "free"), ("damping", RollingDamping)));
        bool[] cosmetic = CosmeticParts.Find(spec.Parts);
        double volume = spec.Parts.Where((_, i) => !cosmetic[i]).Sum(p => p.VolumeM3);
        for (int i = 0; i < spec.Parts.Count; i++)
        {
            ObjectPart part = spec.Parts[i];
            Colour colour = part.Colour ?? spec.Colour;
            body.Add(Element("geom", ("name", $"{name}_part_{i}"), ("type", ShapeName(part.Shape)), ("size", HalfSize(part)),
                ("pos", part.ObjectFromPart.Translation), ("quat", part.ObjectFromPart.Rotation), ("mass", cosmetic[i] ? 0.0 : spec.MassKg * part.VolumeM3 / volume),
                ("contype", cosmetic[i] ? 0 : null), ("conaffinity", cosmetic[i] ? 0 : null),
                ("friction", Numbers(spec.Friction, 0.005, 0.0001)), ("rgba", Numbers(colour.Red, colour.Green, colour.Blue, 1))));
        }

        return body;
    }

    private static string ShapeName(PartShape shape) => shape switch
    {
        PartShape.Box => "box",
        PartShape.Cylinder => "cylinder",
        PartShape.Sphere => "sphere",
        PartShape.Capsule => "capsule",
        _ => "ellipsoid",
    };

    private static string HalfSize(ObjectPart part) => part.Shape switch
    {
        PartShape.Sphere => Numbers(part.SizeM.X / 2),
        PartShape.Cylinder => Numbers(part.SizeM.X / 2, part.SizeM.Y / 2),
        PartShape.Capsule => Numbers(part.SizeM.X / 2, (part.SizeM.Y - part.SizeM.X) / 2),
        _ => Point(part.SizeM / 2),
    };
}
