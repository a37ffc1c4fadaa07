using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Data.Demonstrations;

/// <summary>One frame of a recorded demonstration.</summary>
/// <param name="Observation">Pictures with depth, and joint state with the command in force.</param>
/// <param name="HeadMask">The target's pixels in the head picture.</param>
/// <param name="PlanRad">The expert's chunk. Shape: [64 x 13]. Unit: rad.</param>
/// <param name="Truth">What only the simulator knew; null where it was not recorded.</param>
public sealed record RecordedFrame(Observation Observation, Mask HeadMask, double[] PlanRad, RecordedTruth? Truth = null);
