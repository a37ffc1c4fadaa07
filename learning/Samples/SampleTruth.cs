using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Learning.Samples;

/// <summary>What the encoder should be able to tell: in training only.</summary>
internal static class SampleTruth
{
    /// <summary>
    /// Writes: target's middle from the tool in the tool's frame (3, m / 0.1); grip from the tool in the tool's frame (3, m / 0.1);
    /// grip's x and z axes in the tool's frame (6); grip width (m / 0.1); height above the start (m / 0.1); thumb, fingers, palm touch
    /// (0 or 1); phase as reaching, closing or lifting (3, 0 or 1). Not numbers where there is no grip.
    /// </summary>
    public static void Write(DemonstrationFrame frame, RigidTransform worldFromTool, Span<float> into)
    {
        DemonstrationTruth truth = frame.Truth;
        RigidTransform toolFromWorld = worldFromTool.Inverse();
        Put(into, toolFromWorld * truth.WorldFromTarget.Translation * 10);
        if (truth.WorldFromGrip is { } grip)
        {
            RigidTransform toolFromGrip = toolFromWorld * grip;
            Put(into[3..], toolFromGrip.Translation * 10);
            Put(into[6..], toolFromGrip.Rotation * new Vector3d(1, 0, 0));
            Put(into[9..], toolFromGrip.Rotation * new Vector3d(0, 0, 1));
            into[12] = (float)(10 * truth.GripWidthM);
        }
        else
        {
            into[3..13].Fill(float.NaN);
        }

        into[13] = (float)Math.Clamp(10 * truth.LiftedM, -3, 3);
        into[14] = truth.ThumbTouches ? 1 : 0;
        into[15] = truth.FingersTouch ? 1 : 0;
        into[16] = truth.PalmTouches ? 1 : 0;
        into[17] = frame.Phase is ExpertPhase.Reach or ExpertPhase.Descend ? 1 : 0;
        into[18] = frame.Phase is ExpertPhase.Close ? 1 : 0;
        into[19] = frame.Phase is ExpertPhase.Lift or ExpertPhase.Hold ? 1 : 0;
    }

    private static void Put(Span<float> into, Vector3d v) => (into[0], into[1], into[2]) = ((float)v.X, (float)v.Y, (float)v.Z);
}
