using DexGrasp.Core.Robots;
using DexGrasp.Data.Sidecars;

namespace DexGrasp.Data.LeRobot;

/// <summary>What every frame of a dataset holds, and how many frames there are in a second.</summary>
/// <param name="Fps">Frames per second. Range: 1 to 1000.</param>
/// <param name="RobotType">Name of the robot; datasets of different robots do not mix.</param>
/// <param name="Features">Those of the user; the writer adds <see cref="FeatureKeys.Standard"/>.</param>
/// <param name="Sidecars">Lossless masks and depth pictures, which LeRobot itself does not read.</param>
public sealed record DatasetSchema(int Fps, string RobotType, IReadOnlyList<Feature> Features, IReadOnlyList<Sidecar> Sidecars)
{
    /// <summary>Gets all features in the order of the file: those of the user, then the standard ones.</summary>
    public IReadOnlyList<Feature> AllFeatures => [.. Features.Where(f => !FeatureKeys.IsStandard(f.Key)), .. FeatureKeys.Standard];

    /// <summary>Gets the columns of numbers.</summary>
    public IEnumerable<Feature> NumberFeatures => AllFeatures.Where(feature => feature.IsNumber);

    /// <summary>Gets the cameras' pictures.</summary>
    public IEnumerable<Feature> VideoFeatures => AllFeatures.Where(feature => feature.Type == FeatureType.Video);

    /// <summary>Makes the schema of demonstrations by a robot: measured joints, joint targets, and what its cameras saw.</summary>
    /// <param name="robot">Gives the joint names.</param>
    /// <param name="fps">Frames per second. DexGrasp's policy step: 20.</param>
    /// <param name="cameras">What is kept of each camera.</param>
    /// <param name="more">Further features, for example next.success.</param>
    public static DatasetSchema ForRobot(RobotModel robot, int fps, IReadOnlyList<RecordedCamera> cameras, params IReadOnlyList<Feature> more) => new(
        fps,
        robot.Name,
        [
            Feature.Number(FeatureKeys.State, FeatureType.Float32, robot.JointNames),
            Feature.Number(FeatureKeys.Action, FeatureType.Float32, robot.JointNames),
            .. cameras.Select(c => Feature.Pictures(FeatureKeys.Images(c.Name), c.Width, c.Height)),
            .. more,
        ],
        [
            .. cameras.Where(c => c.HasMask).Select(c => new Sidecar(FeatureKeys.Masks(c.Name), SidecarKind.Mask, c.Width, c.Height)),
            .. cameras.Where(c => c.HasDepth).Select(c => new Sidecar(FeatureKeys.Depth(c.Name), SidecarKind.Depth, c.Width, c.Height)),
        ]);

    /// <summary>Says how another schema differs from this one.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>One sentence per difference; empty if frames of the one fit the other.</returns>
    public IReadOnlyList<string> DifferencesTo(DatasetSchema other)
    {
        var found = new List<string>();
        if (Fps != other.Fps)
            found.Add($"fps is {Fps}, not {other.Fps}");
        if (RobotType != other.RobotType)
            found.Add($"robot_type is '{RobotType}', not '{other.RobotType}'");
        Compare(AllFeatures.ToDictionary(f => f.Key, Describe), other.AllFeatures.ToDictionary(f => f.Key, Describe), "feature");
        Compare(Sidecars.ToDictionary(s => s.Key, s => s.Describe()), other.Sidecars.ToDictionary(s => s.Key, s => s.Describe()), "sidecar");
        return found;

        void Compare(Dictionary<string, string> mine, Dictionary<string, string> theirs, string what)
        {
            foreach ((string key, string text) in mine)
                if (!theirs.TryGetValue(key, out string? their))
                    found.Add($"{what} {key} is only in the first");
                else if (text != their)
                    found.Add($"{what} {key} is {text}, not {their}");
            found.AddRange(theirs.Keys.Where(key => !mine.ContainsKey(key)).Select(key => $"{what} {key} is only in the second"));
        }
    }

    private static string Describe(Feature feature) =>
        $"{feature.Dtype} ({string.Join(", ", feature.Shape)}){(feature.Names is null || feature.Type == FeatureType.Video ? "" : $" [{string.Join(", ", feature.Names)}]")}";
}
