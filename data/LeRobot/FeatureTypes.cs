using DexGrasp.Data.Tables;

namespace DexGrasp.Data.LeRobot;

/// <summary>LeRobot's names of types.</summary>
internal static class FeatureTypes
{
    /// <summary>Returns the <c>dtype</c> of a type that this program writes.</summary>
    public static string DtypeOf(FeatureType type) => type switch
    {
        FeatureType.Float32 => "float32",
        FeatureType.Float64 => "float64",
        FeatureType.Int64 => "int64",
        FeatureType.Bool => "bool",
        FeatureType.Video => "video",
        _ => throw new ArgumentException($"Features of type {type} are not written."),
    };

    /// <summary>Returns the type that a <c>dtype</c> names.</summary>
    public static FeatureType Parse(string dtype) => dtype switch
    {
        "float32" => FeatureType.Float32,
        "float64" => FeatureType.Float64,
        "int64" => FeatureType.Int64,
        "bool" => FeatureType.Bool,
        "video" => FeatureType.Video,
        _ => FeatureType.Other,
    };

    /// <summary>Returns how the numbers of a feature are stored.</summary>
    public static NumberType NumberTypeOf(FeatureType type) => type switch
    {
        FeatureType.Float32 => NumberType.Float32,
        FeatureType.Float64 => NumberType.Float64,
        FeatureType.Int64 => NumberType.Int64,
        _ => NumberType.Bool,
    };
}
