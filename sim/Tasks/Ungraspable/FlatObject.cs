using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>One object that is wider than the hand opens and lies flat.</summary>
/// <param name="Parts">Frame: the object's, z up, origin in the middle of its bounds.</param>
/// <param name="HalfSizeM">Half its extent along its axes. Unit: m.</param>
/// <param name="MassKg">Unit: kg.</param>
/// <param name="Friction">Sliding friction against board and wall, which are smoother.</param>
public sealed record FlatObject(IReadOnlyList<ObjectPart> Parts, Vector3d HalfSizeM, double MassKg, double Friction)
{
    /// <summary>Gets whether it looks the same however it is turned about its own z: nobody can see such a yaw, and it is shown without one. Default: false.</summary>
    public bool IsRound { get; init; }

    /// <summary>Returns a box.</summary>
    /// <param name="sizeM">Full extents. Unit: m.</param>
    /// <param name="massKg">Unit: kg.</param>
    /// <param name="friction">Sliding friction.</param>
    public static FlatObject Box(Vector3d sizeM, double massKg, double friction) =>
        new([new ObjectPart(PartShape.Box, sizeM, RigidTransform.Identity, null)], sizeM / 2, massKg, friction);

    /// <summary>Draws a box within ranges.</summary>
    public static FlatObject Draw(BoardRanges ranges, ref EpisodeRandom random)
    {
        var size = new Vector3d(ranges.SideM.Draw(ref random), ranges.SideM.Draw(ref random), ranges.ThicknessM.Draw(ref random));
        return Box(size, ranges.MassKg.Draw(ref random), ranges.Friction.Draw(ref random));
    }
}
