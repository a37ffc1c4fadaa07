using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>Lays one object near the middle of a board, flat side down.</summary>
internal static class BoardLayout
{
    // As far to either side as the push was learned from. Units: m, rad.
    private const double AsideX = 0.04, AsideY = 0.03, TurnRad = 0.35;

    private const double RestM = 0.0005;

    /// <summary>Makes the scene.</summary>
    /// <param name="scene">Look.</param>
    /// <param name="objects">What to pick from; at least one.</param>
    /// <param name="seed">Chooses object and place.</param>
    /// <exception cref="SceneException">The picked object does not fit on the board.</exception>
    public static SettledScene Make(SceneSpec scene, IReadOnlyList<ObjectSpec> objects, int seed)
    {
        var random = new Random(seed);
        ObjectSpec spec = objects[random.Next(objects.Count)];
        (Vector3d low, Vector3d high) = spec.Bounds();
        Vector3d size = high - low;
        if (size.X > 2 * Board.HalfX || size.Y > Board.EdgeY - Board.WallY)
            throw new SceneException($"The {spec.Name} is {size.X:0.00} x {size.Y:0.00} m; the board takes {2 * Board.HalfX:0.00} x {Board.EdgeY - Board.WallY:0.00} m. Give a smaller one.");
        var place = new Vector3d(Board.MiddleX + Within(AsideX), Board.Middle.Y + Within(AsideY), Board.TopZ - low.Z + RestM);
        return new SettledScene(scene, seed, [new PlacedObject(spec, new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), Within(TurnRad)), place))], 1);

        double Within(double most) => ((2 * random.NextDouble()) - 1) * most;
    }
}
