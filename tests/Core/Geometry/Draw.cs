using CsCheck;
using DexGrasp.Core.Geometry;

namespace DexGrasp.Tests.Core.Geometry;

/// <summary>Random geometry for property tests.</summary>
internal static class Draw
{
    public static readonly Gen<Vector3d> Vector = Gen.Select(Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[-5, 5], (x, y, z) => new Vector3d(x, y, z));

    public static readonly Gen<Vector3d> Axis = Vector.Where(v => v.Length > 0.1);

    public static readonly Gen<Rotation> Turn = Gen.Select(Axis, Gen.Double[-7, 7], Rotation.FromAxisAngle);

    public static readonly Gen<RigidTransform> Pose = Gen.Select(Turn, Vector, (r, t) => new RigidTransform(r, t));

    public static bool Near(Vector3d a, Vector3d b, double tolerance = 1e-12) => (a - b).Length <= tolerance * (1 + a.Length);
}
