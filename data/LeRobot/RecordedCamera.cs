namespace DexGrasp.Data.LeRobot;

/// <summary>What a dataset keeps of one camera.</summary>
/// <param name="Name">Camera name: head, wrist, or another from the robot card.</param>
/// <param name="Width">Even. Unit: px.</param>
/// <param name="Height">Even. Unit: px.</param>
/// <param name="HasMask">Whether every frame has a mask of the target. Default: no.</param>
/// <param name="HasDepth">Whether every frame has a depth picture. Default: no.</param>
public sealed record RecordedCamera(string Name, int Width, int Height, bool HasMask = false, bool HasDepth = false);
