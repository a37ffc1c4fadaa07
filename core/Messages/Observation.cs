using DexGrasp.Core.Images;

namespace DexGrasp.Core.Messages;

/// <summary>What the controller knows at one instant.</summary>
/// <param name="State">Newest joint measurement.</param>
/// <param name="Head">Newest head picture, fixed in the world.</param>
/// <param name="Wrist">Newest wrist picture, fixed to the flange.</param>
/// <param name="HeadState">Joint measurement nearest to the head picture's capture time.</param>
/// <param name="WristState">Joint measurement nearest to the wrist picture's capture time.</param>
public sealed record Observation(RobotState State, CameraFrame Head, CameraFrame Wrist, RobotState HeadState, RobotState WristState);
