namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>What a message may contain; anything beyond is refused before it is used.</summary>
public static class WireLimits
{
    /// <summary>Largest command, goal or state. Unit: byte. A full chunk takes about 6800.</summary>
    public const int MaxCommandBytes = 64 * 1024;

    /// <summary>Largest picture message. Unit: byte.</summary>
    public const int MaxImageBytes = 16 * 1024 * 1024;

    /// <summary>Largest picture width and height. Unit: px.</summary>
    public const int MaxImageSize = 4096;

    /// <summary>Longest name, token or hash. Unit: character.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Longest reason of a stop. Unit: character.</summary>
    public const int MaxReasonLength = 512;

    /// <summary>Longest instruction. Unit: character.</summary>
    public const int MaxWordsLength = 2000;

    /// <summary>Longest validity of a command.</summary>
    public static readonly TimeSpan MaxValidFor = TimeSpan.FromSeconds(60);
}
