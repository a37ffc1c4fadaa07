namespace DexGrasp.Data.Tables;

/// <summary>How a number is stored in a table.</summary>
internal enum NumberType
{
    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>IEEE double precision.</summary>
    Float64,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>One bit; 0 or 1 as a number.</summary>
    Bool,
}
