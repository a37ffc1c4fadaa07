namespace DexGrasp.Core.Images;

/// <summary>One picture with everything needed to use it. Immutable; safe to share between threads.</summary>
/// <param name="Camera">Camera name: "head" or "wrist", or another from the robot card.</param>
/// <param name="Number">Rises by one with each picture of this camera; a gap is a dropped picture.</param>
/// <param name="CapturedAt">When the shutter opened, on the driver host's monotonic clock.</param>
/// <param name="Rgb">HWC, RGB, uint8.</param>
/// <param name="Depth">Aligned with <paramref name="Rgb"/>, or null for a camera without depth. Unit: m.</param>
/// <param name="Calibration">Of this camera at this picture size.</param>
public sealed record CameraFrame(
    string Camera, long Number, TimeSpan CapturedAt, ImageRgb Rgb, DepthImage? Depth, CameraCalibration Calibration);
