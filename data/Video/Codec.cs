namespace DexGrasp.Data.Video;

/// <summary>How pictures are compressed. H.264 because every CPU encodes it in time and every player and LeRobot read it.</summary>
internal static class Codec
{
    public const string Encoder = "libx264";

    /// <summary>The name in info.json.</summary>
    public const string Name = "h264";

    public const string PixelFormat = "yuv420p";

    /// <summary>Frames from one key frame to the next; LeRobot's own value.</summary>
    public const int GroupOfPictures = 2;

    /// <summary>Constant rate factor: 18 is close to invisible, 23 is the encoder's own default.</summary>
    public const int Quality = 20;
}
