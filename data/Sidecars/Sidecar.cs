namespace DexGrasp.Data.Sidecars;

/// <summary>
/// Pictures that have to survive bit for bit, kept beside LeRobot's own files in sidecars/KEY/chunk-000/file-000.parquet:
/// one row per frame with frame_index and data. LeRobot ignores the folder and the entry "dexgrasp" of info.json that lists it.
/// </summary>
/// <param name="Key">Name, for example observation.masks.head; without '/'.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
public sealed record Sidecar(string Key, SidecarKind Kind, int Width, int Height)
{
    /// <summary>Gets the name of the layout of one row's bytes.</summary>
    public string Encoding => Kind == SidecarKind.Mask ? MaskCodec.Name : DepthCodec.Name;

    /// <summary>Gets the length of one row's bytes.</summary>
    public int BytesPerFrame => Kind == SidecarKind.Mask ? MaskCodec.PackedLength(Width, Height) : Width * Height * 2;

    internal string Describe() => $"{Kind} {Width}x{Height} px, {Encoding}";
}
