namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>How pictures travel.</summary>
public enum ImageFormat
{
    /// <summary>Colour as JPEG, depth as 16-bit PNG in millimetres: about a tenth of the bytes; colour is lossy, depth is rounded to 1 mm.</summary>
    Compressed,

    /// <summary>Pixels as they are: nothing lost, 2 MB for 640 x 480 with depth.</summary>
    Raw,
}
