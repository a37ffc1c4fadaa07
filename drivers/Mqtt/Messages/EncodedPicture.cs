namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>A camera's colour picture as it travels, for whoever only shows it.</summary>
/// <param name="Camera">Camera name.</param>
/// <param name="Number">Rises with each picture of the camera.</param>
/// <param name="CapturedAt">On the driver host's clock.</param>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="Jpeg">The picture as JPEG. Its pixels were not looked at.</param>
public sealed record EncodedPicture(string Camera, long Number, TimeSpan CapturedAt, int Width, int Height, ReadOnlyMemory<byte> Jpeg);
