namespace DexGrasp.Data.Zarr;

/// <summary>Element types that are read and written. All little-endian.</summary>
public enum ZarrType
{
    /// <summary><c>|u1</c>.</summary>
    UInt8,

    /// <summary><c>|b1</c>: 0 or 1 in one byte.</summary>
    Bool,

    /// <summary><c>&lt;i4</c>.</summary>
    Int32,

    /// <summary><c>&lt;i8</c>.</summary>
    Int64,

    /// <summary><c>&lt;f4</c>.</summary>
    Float32,

    /// <summary><c>&lt;f8</c>.</summary>
    Float64,
}
