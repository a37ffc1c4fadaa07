namespace DexGrasp.Data.LeRobot;

/// <summary>One named quantity of every frame.</summary>
/// <param name="Key">Name, as in <see cref="FeatureKeys"/>.</param>
/// <param name="Type">How it is stored.</param>
/// <param name="Shape">Shape of one frame: (13) for joints, (1) for a plain number, (height, width, 3) for pictures.</param>
/// <param name="Names">Names of the entries, or of the axes for pictures; null if there are none. Joints: RobotModel.JointNames.</param>
/// <param name="Dtype">LeRobot's <c>dtype</c> as it stands in the file.</param>
public sealed record Feature(string Key, FeatureType Type, IReadOnlyList<int> Shape, IReadOnlyList<string>? Names, string Dtype)
{
    /// <summary>Gets how many numbers one frame has.</summary>
    public int Size => Shape.Aggregate(1, (product, side) => product * side);

    /// <summary>Gets whether it is a column of numbers in the data table.</summary>
    public bool IsNumber => Type is FeatureType.Float32 or FeatureType.Float64 or FeatureType.Int64 or FeatureType.Bool;

    /// <summary>Makes a feature of numbers.</summary>
    /// <param name="key">Name, without '/'.</param>
    /// <param name="type">A number type.</param>
    /// <param name="names">One name per number; null for a plain number without a name.</param>
    /// <param name="size">How many numbers one frame has. Default: as many as there are names, or 1.</param>
    /// <exception cref="ArgumentException">The type is no number, the key is empty or has a '/', or the names do not fit.</exception>
    public static Feature Number(string key, FeatureType type, IReadOnlyList<string>? names = null, int? size = null)
    {
        int count = size ?? names?.Count ?? 1;
        if (string.IsNullOrWhiteSpace(key) || key.Contains('/'))
            throw new ArgumentException($"Feature '{key}': a key is not empty and has no '/', which separates parts of a column's name.");
        if (count < 1 || (names is not null && names.Count != count))
            throw new ArgumentException($"Feature '{key}': {names?.Count ?? 0} names for {count} numbers; give one for each, or none.");
        var made = new Feature(key, type, [count], names is null ? null : [.. names], FeatureTypes.DtypeOf(type));
        return made.IsNumber ? made : throw new ArgumentException($"Feature '{key}': {type} is no number.");
    }

    /// <summary>Makes a camera's pictures.</summary>
    /// <param name="key">Name, for example observation.images.head.</param>
    /// <param name="width">Even, because the video halves the colour resolution. Unit: px.</param>
    /// <param name="height">Even. Unit: px.</param>
    /// <exception cref="ArgumentException">A side is not positive or odd.</exception>
    public static Feature Pictures(string key, int width, int height)
    {
        if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0)
            throw new ArgumentException($"Feature '{key}': pictures of {width}x{height} px; both sides must be positive and even (H.264, 4:2:0).");
        if (string.IsNullOrWhiteSpace(key) || key.Contains('/'))
            throw new ArgumentException($"Feature '{key}': a key is not empty and has no '/', which separates folders.");
        return new Feature(key, FeatureType.Video, [height, width, 3], ["height", "width", "channels"], FeatureTypes.DtypeOf(FeatureType.Video));
    }
}
