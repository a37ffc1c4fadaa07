using DexGrasp.Core.Images;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Drivers.Mqtt.Messages.Wire;

namespace DexGrasp.Drivers.Link;

/// <summary>A picture whose pixels are decoded when somebody needs them, once.</summary>
internal sealed class PendingFrame(CameraImage message, TimeSpan capturedAt)
{
    private readonly Lazy<CameraFrame?> _frame = new(() =>
    {
        FrameCodec.Decode(message, capturedAt, out CameraFrame? frame);
        return frame;
    });

    public string Camera => message.Camera;

    public long Number => message.Number;

    public TimeSpan CapturedAt => capturedAt;

    /// <summary>Returns the picture; null if it cannot be decoded.</summary>
    public CameraFrame? Decode() => _frame.Value;
}
