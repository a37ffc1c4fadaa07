namespace DexGrasp.Data.LeRobot;

/// <summary>Where the pictures of an episode are.</summary>
/// <param name="Place">Which video file.</param>
/// <param name="FromS">Time of the first picture in the file. Unit: s.</param>
/// <param name="ToS">Time after the last picture. Unit: s.</param>
public readonly record struct VideoSpan(FilePlace Place, double FromS, double ToS);
