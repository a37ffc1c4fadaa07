using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>How the hand stands around a rim.</summary>
internal static class RimGrasp
{
    /// <summary>Returns where the grasp centre is when the middle between the pads of thumb and fingers is at a point. World frame. Unit: m.</summary>
    /// <param name="pads">The point. World frame. Unit: m.</param>
    /// <param name="pitchRad">Slope of the fingers. Unit: rad.</param>
    /// <param name="yawRad">Unit: rad.</param>
    /// <param name="closing">How far the hand is closed.</param>
    public static Vector3d ToolFor(Vector3d pads, double pitchRad, double yawRad, HandClosing closing) =>
        pads + (Board.WorldFromHand(pitchRad, yawRad) * (Rm75.Model.FlangeFromTool.Translation - HandGeometry.PadMiddle(closing)));
}
