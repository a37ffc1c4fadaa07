using DexGrasp.Core.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Demo;

/// <summary>Says from the true state which objects of a cell without a tray are held up. For results alone: nothing that decides may ask it.</summary>
internal static class HeldJudge
{
    /// <summary>Counts the objects whose lowest point is above the board by what counts as lifted, and that the hand touches.</summary>
    /// <param name="world">Nobody may step it meanwhile.</param>
    public static int Count(SimulatedWorld world) =>
        Enumerable.Range(0, world.Objects.Count).Count(i => LowestM(world, i) > Board.TopZ + FlatObjectTask.LiftedM && world.HandForceN(i) > 0);

    private static double LowestM(SimulatedWorld world, int index)
    {
        RigidTransform pose = world.WorldFromObject(index);
        Vector3d down = pose.Rotation.Inverse() * new Vector3d(0, 0, -1);
        return world.Objects[index].Spec.Parts.Min(part => LowestM(part, pose, down));
    }

    private static double LowestM(ObjectPart part, RigidTransform pose, Vector3d down) =>
        (pose * part.ObjectFromPart.Translation).Z - part.HalfExtentAlong(down);
}
