namespace DexGrasp.Data.LeRobot;

/// <summary>How a feature is stored; the names in the file are those of LeRobot's <c>dtype</c>.</summary>
public enum FeatureType
{
    /// <summary><c>float32</c>.</summary>
    Float32,

    /// <summary><c>float64</c>.</summary>
    Float64,

    /// <summary><c>int64</c>.</summary>
    Int64,

    /// <summary><c>bool</c>.</summary>
    Bool,

    /// <summary><c>video</c>: pictures in an mp4 file per camera; no column in the data table.</summary>
    Video,

    /// <summary>Anything else, as other programs write it (<c>string</c>, <c>image</c>, ...): listed, never loaded, never written.</summary>
    Other,
}
