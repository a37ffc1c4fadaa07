using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>Collects the parts of a generated object in few words. Sizes in m, as in <see cref="PartShape"/>.</summary>
internal sealed class PartList
{
    private readonly List<ObjectPart> _parts = [];

    public IReadOnlyList<ObjectPart> Parts => _parts;

    public PartList Box(double x, double y, double z, Vector3d at, Colour? colour = null, Rotation turn = default) =>
        Add(PartShape.Box, new Vector3d(x, y, z), at, colour, turn);

    public PartList Cylinder(double diameter, double length, Vector3d at, Colour? colour = null, Rotation turn = default) =>
        Add(PartShape.Cylinder, new Vector3d(diameter, length, 0), at, colour, turn);

    public PartList Capsule(double diameter, double length, Vector3d at, Colour? colour = null, Rotation turn = default) =>
        Add(PartShape.Capsule, new Vector3d(diameter, Math.Max(length, diameter), 0), at, colour, turn);

    public PartList Sphere(double diameter, Vector3d at, Colour? colour = null) =>
        Add(PartShape.Sphere, new Vector3d(diameter, 0, 0), at, colour, default);

    public PartList Ellipsoid(double x, double y, double z, Vector3d at, Colour? colour = null, Rotation turn = default) =>
        Add(PartShape.Ellipsoid, new Vector3d(x, y, z), at, colour, turn);

    private PartList Add(PartShape shape, Vector3d size, Vector3d at, Colour? colour, Rotation turn)
    {
        _parts.Add(new ObjectPart(shape, size, new RigidTransform(turn, at), colour));
        return this;
    }
}
