using DexGrasp.Core.Images;

namespace DexGrasp.Drivers.Devices;

/// <summary>A camera. Capture runs off the driver host's loop thread.</summary>
public interface ICamera : IDisposable
{
    /// <summary>Gets the camera's name: "head", "wrist", "outside" or another from the robot card.</summary>
    string Name { get; }

    /// <summary>Gets how many pictures were dropped because nobody took them in time.</summary>
    long Dropped { get; }

    /// <summary>Yields pictures as they come; a slow reader gets the newest and the rest are dropped and counted.</summary>
    IAsyncEnumerable<CameraFrame> ReadFramesAsync(CancellationToken cancellationToken);
}
