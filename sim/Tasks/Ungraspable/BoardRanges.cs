using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Between what the boxes and the robot of training are drawn. The file that ships is <c>sim/Data/ungraspable.json</c>: sizes are those of
/// the paper's pre-training and fine-tuning sets together (ExDex, arXiv 2503.23120, object figure), the rest is ours.
/// </summary>
public sealed record BoardRanges
{
    private const string File = "ungraspable.json";
    private static readonly Lazy<BoardRanges> Shipped = new(() => Parse(ObjectCatalog.Text(File), File));

    /// <summary>Gets the ranges that ship.</summary>
    public static BoardRanges Default => Shipped.Value;

    /// <summary>Gets the same with boxes that are longer, narrower, thinner and thicker than the paper's: for fine-tuning.</summary>
    public static BoardRanges Wide { get; } = Default with { SideM = new NumberRange(0.13, 0.22), ThicknessM = new NumberRange(0.012, 0.060) };

    /// <summary>Gets a box's length and width. Unit: m.</summary>
    public required NumberRange SideM { get; init; }

    /// <summary>Gets a box's height. Unit: m.</summary>
    public required NumberRange ThicknessM { get; init; }

    /// <summary>Gets masses. Unit: kg.</summary>
    public required NumberRange MassKg { get; init; }

    /// <summary>Gets sliding friction against board and wall.</summary>
    public required NumberRange Friction { get; init; }

    /// <summary>Gets the factor of the fingers' friction.</summary>
    public required NumberRange FingerFriction { get; init; }

    /// <summary>Gets the factor of each servo's stiffness.</summary>
    public required NumberRange ServoGain { get; init; }

    /// <summary>Gets the factor of each joint's damping.</summary>
    public required NumberRange Damping { get; init; }

    /// <summary>Gets the largest constant error of the observed object position along each axis, drawn anew for each episode. Unit: m.</summary>
    public required double PoseErrorM { get; init; }

    /// <summary>Gets the largest constant error of the observed yaw. Unit: rad.</summary>
    public required double PoseErrorRad { get; init; }

    /// <summary>Gets the standard deviation of observed joint positions. Unit: rad.</summary>
    public required double JointNoiseRad { get; init; }

    /// <summary>Gets the share of episodes whose commands come one control period late. Range: 0 to 1.</summary>
    public required double DelayedShare { get; init; }

    /// <summary>Reads text.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">Name for complaints.</param>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static BoardRanges Parse(string json, string file)
    {
        JsonField root = JsonField.Parse(json, file).RequireFields("side_m", "thickness_m", "mass_kg", "friction", "finger_friction", "servo_gain", "damping",
            "pose_error_m", "pose_error_rad", "joint_noise_rad", "delayed_share");
        return new BoardRanges
        {
            SideM = root.Get("side_m").Range(0.05, 0.3, "m"),
            ThicknessM = root.Get("thickness_m").Range(0.005, 0.1, "m"),
            MassKg = root.Get("mass_kg").Range(0.01, 2, "kg"),
            Friction = root.Get("friction").Range(0.1, 2),
            FingerFriction = root.Get("finger_friction").Range(0.2, 2),
            ServoGain = root.Get("servo_gain").Range(0.5, 2),
            Damping = root.Get("damping").Range(0.5, 2),
            PoseErrorM = root.Get("pose_error_m").Number(0, 0.05, "m"),
            PoseErrorRad = root.Get("pose_error_rad").Number(0, 0.5, "rad"),
            JointNoiseRad = root.Get("joint_noise_rad").Number(0, 0.2, "rad"),
            DelayedShare = root.Get("delayed_share").Number(0, 1),
        };
    }
}
