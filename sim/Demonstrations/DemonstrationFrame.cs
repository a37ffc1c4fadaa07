using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>One moment of a demonstration. Immutable; pictures and masks are the frame's own and may be kept.</summary>
/// <param name="Number">From 0, ten a second of simulated time.</param>
/// <param name="Observation">What a policy would get: pictures, joint state and, as <see cref="RobotState.CommandedRad"/>, the command in force.</param>
/// <param name="HeadMask">The target's pixels in the head picture, empty where it is hidden: the true ones, or, where a learner looked, as it saw them.</param>
/// <param name="WristMask">The target's true pixels in the wrist picture.</param>
/// <param name="Label">The expert's answer to this state, without any disturbance. Shape: [64 x 13].</param>
/// <param name="LabelIsValid">False once the expert gave up or the gate stopped the robot: such a label teaches nothing.</param>
/// <param name="Phase">What the expert is doing.</param>
/// <param name="Driver">Whose command is executed from here on.</param>
/// <param name="Truth">The simulator's knowledge.</param>
public sealed record DemonstrationFrame(
    int Number, Observation Observation, Mask HeadMask, Mask WristMask, ActionChunk Label, bool LabelIsValid, ExpertPhase Phase, DemonstrationDriver Driver,
    DemonstrationTruth Truth);
