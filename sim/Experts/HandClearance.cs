using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Experts;

/// <summary>Distances between the hand's links and the objects' surface points.</summary>
internal static class HandClearance
{
    /// <summary>Distances above this do not matter. Unit: m.</summary>
    internal const double FarM = 0.03;

    private const double HandReachM = 0.17;
    private static readonly double[] ComingDownM = [0, 0.03, 0.06];

    /// <summary>Returns the least distances of the hand, coming down open, to the target and to the other objects; the search ends early once one is too small.</summary>
    /// <param name="scene">The objects.</param>
    /// <param name="target">Index of the target.</param>
    /// <param name="worldFromGrip">Where the pads' middle comes to rest.</param>
    /// <param name="open">Closing on the way down.</param>
    /// <param name="leastOwnM">Distance to the target that is too small. Unit: m.</param>
    /// <param name="leastOthersM">Distance to the others that is too small. Unit: m.</param>
    /// <returns>Unit: m; up to <see cref="FarM"/>.</returns>
    internal static (double Own, double Others) ComingDown(
        SceneSnapshot scene, int target, RigidTransform worldFromGrip, HandClosing open, double leastOwnM, double leastOthersM)
    {
        double own = FarM, others = FarM;
        Vector3d middle = HandGeometry.PadMiddle(open);
        foreach (double backOff in ComingDownM)
        {
            RigidTransform worldFromFlange = worldFromGrip * RigidTransform.FromTranslation(-middle.X, -middle.Y, -middle.Z - backOff);
            own = Math.Min(own, ToObjects(scene, target, target + 1, -1, worldFromFlange, open, leastOwnM));
            if (own < leastOwnM)
                break;
            others = Math.Min(others, ToObjects(scene, 0, scene.Count, target, worldFromFlange, open, leastOthersM));
            if (others < leastOthersM)
                break;
        }

        return (own, others);
    }

    /// <summary>Returns the least distance of the hand at a flange pose to all objects. Unit: m; up to <see cref="FarM"/>.</summary>
    internal static double ToAll(SceneSnapshot scene, RigidTransform worldFromFlange, HandClosing closing) =>
        ToObjects(scene, 0, scene.Count, -1, worldFromFlange, closing, -1);

    /// <summary>Returns the least distance of upper arm, forearm and wrist to all objects. Unit: m; up to <see cref="FarM"/>.</summary>
    internal static double ArmToAll(SceneSnapshot scene, Vector3d shoulder, Vector3d elbow, Vector3d wrist, Vector3d flange)
    {
        ReadOnlySpan<(Vector3d From, Vector3d To, double Radius)> links = [(shoulder, elbow, 0.048), (elbow, wrist, 0.042), (wrist, flange, 0.038)];
        double lowest = Math.Min(elbow.Z, wrist.Z) - 0.05, least = Math.Min(FarM, lowest);
        for (int o = 0; o < scene.Count; o++)
        {
            if (scene.Tops[o] < lowest - FarM)
                continue;
            foreach (SurfacePoint point in scene.Surface(o))
                least = Math.Min(least, Distance(point.Position, links));
        }

        return least;
    }

    private static double ToObjects(SceneSnapshot scene, int from, int to, int without, RigidTransform worldFromFlange, HandClosing closing, double enoughM)
    {
        Span<(Vector3d From, Vector3d To, double Radius)> capsules = stackalloc (Vector3d, Vector3d, double)[HandGeometry.CapsuleCount];
        HandGeometry.Capsules(closing, capsules);
        RigidTransform flangeFromWorld = worldFromFlange.Inverse();
        Vector3d hand = worldFromFlange * new Vector3d(0.03, 0, 0.06);
        double least = FarM;
        for (int o = from; o < to; o++)
        {
            if (o == without || (scene.Centres[o] - hand).Length > HandReachM + scene.Radii[o])
                continue;
            foreach (SurfacePoint point in scene.Surface(o))
            {
                least = Math.Min(least, Distance(flangeFromWorld * point.Position, capsules));
                if (least < enoughM)
                    return least;
            }
        }

        return least;
    }

    /// <summary>Returns the lowest point of fingers and thumb. Frame: world. Unit: m.</summary>
    internal static double LowestPoint(RigidTransform worldFromGrip, HandClosing closing)
    {
        Span<(Vector3d From, Vector3d To, double Radius)> capsules = stackalloc (Vector3d, Vector3d, double)[HandGeometry.CapsuleCount];
        HandGeometry.Capsules(closing, capsules);
        RigidTransform worldFromFlange = worldFromGrip * new RigidTransform(Rotation.Identity, -HandGeometry.PadMiddle(closing));
        double lowest = double.PositiveInfinity;
        foreach ((Vector3d from, Vector3d to, double radius) in capsules)
            lowest = Math.Min(lowest, Math.Min((worldFromFlange * from).Z, (worldFromFlange * to).Z) - radius);
        return lowest;
    }

    /// <summary>Returns how far to come down straight, so that the open hand starts above all that stands near. Unit: m. Range: 0.06 to 0.16.</summary>
    internal static double BackOff(SceneSnapshot scene, int target, RigidTransform worldFromGrip, HandClosing open)
    {
        double top = scene.Tops[target];
        for (int o = 0; o < scene.Count; o++)
        {
            Vector3d offset = (scene.Centres[o] - worldFromGrip.Translation) with { Z = 0 };
            if (offset.Length < 0.09 + scene.Radii[o])
                top = Math.Max(top, scene.Tops[o]);
        }

        return Math.Clamp(top + 0.015 - LowestPoint(worldFromGrip, open), 0.05, 0.13);
    }

    private static double Distance(Vector3d p, ReadOnlySpan<(Vector3d From, Vector3d To, double Radius)> capsules)
    {
        double least = double.PositiveInfinity;
        foreach ((Vector3d from, Vector3d to, double radius) in capsules)
        {
            Vector3d along = to - from;
            double share = Math.Clamp(Vector3d.Dot(p - from, along) / Vector3d.Dot(along, along), 0, 1);
            least = Math.Min(least, (p - from - (along * share)).Length - radius);
        }

        return least;
    }
}
