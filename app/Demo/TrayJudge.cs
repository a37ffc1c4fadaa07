using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Demo;

/// <summary>Says from the true state which objects ended in the tray. For results alone: nothing that decides may ask it.</summary>
internal static class TrayJudge
{
    // Objects that lie on each other may stand above the rim by about their own size.
    private const double HighestAboveTrayM = 0.20;

    /// <summary>Counts the objects in the tray.</summary>
    /// <param name="world">Nobody may step it meanwhile.</param>
    public static int CountInTray(SimulatedWorld world) => Enumerable.Range(0, world.Objects.Count).Count(i => IsInTray(world, i));

    /// <summary>Returns whether an object's origin is above the tray's floor and inside its walls.</summary>
    /// <param name="world">Nobody may step it meanwhile.</param>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public static bool IsInTray(SimulatedWorld world, int index)
    {
        Vector3d offset = world.WorldFromObject(index).Translation - world.Workcell.TrayCenter;
        return Math.Abs(offset.X) <= world.Workcell.TraySizeX / 2 && Math.Abs(offset.Y) <= world.Workcell.TraySizeY / 2
            && offset.Z is > -0.01 and < HighestAboveTrayM;
    }
}
