using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Tests.Sim.Scenes;

internal static class Sample
{
    public static ObjectSpec Box(string name, double x, double y, double z, double massKg = 0.1) => new(
        name, new ObjectWords(name, ["red"], []), massKg, 0.8, new Colour(0.8, 0.2, 0.2), Upright: false,
        [new ObjectPart(PartShape.Box, new Vector3d(x, y, z), RigidTransform.Identity, null)]);

    public static PlacedObject BoxAt(string name, double side, double x, double y) =>
        new(Box(name, side, side, side), RigidTransform.FromTranslation(x, y, (side / 2) + 0.0005));

    public static SimulatedWorld ThreeBoxes() => new([BoxAt("a", 0.05, 0.29, 0), BoxAt("b", 0.06, 0.4, 0.15), BoxAt("c", 0.04, 0.12, -0.15)]);
}
