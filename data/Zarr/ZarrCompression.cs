namespace DexGrasp.Data.Zarr;

/// <summary>How the chunks of an array are compressed when it is written.</summary>
public enum ZarrCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>zlib; every program reads it.</summary>
    Zlib,

    /// <summary>Zstandard; smaller and faster.</summary>
    Zstd,
}
