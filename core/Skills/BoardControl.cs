using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What an action of a skill at the board means: eight numbers from -1 to 1, in shares of <see cref="WristControlOptions"/>: move along
/// x, y, z, turn about x (the fingers' slope) and z, bend of the four fingers, of the thumb, turn of the thumb.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class BoardControl
{
    /// <summary>Numbers of an action.</summary>
    public const int ActionSize = 8;

    /// <summary>What a firm grip adds to the upward move, in shares of a step.</summary>
    public const double LiftShare = 0.45;

    /// <summary>What is left of the wrist's action while a firm grip lifts.</summary>
    public const double LiftingAuthority = 0.25;

    // How fast the hand at least goes on closing on what it lifts, in shares of a step.
    private const double HeldFingersShare = 0.3, HeldThumbShare = 0.5;
    private const double FirmThumbRad = 0.2, FirmFingersRad = 0.15, LostRad = 0.05;
    private const int FirmSteps = 5;
    private int _firm;

    /// <summary>Gets or sets whether a grip that has been firm for a quarter of a second lifts, as a reflex: learning by chance hardly ever raises what it has learned to hold down. Default: false.</summary>
    public bool LiftsWhatIsHeld { get; set; }

    /// <summary>Gets what follows the wanted motion.</summary>
    public WristControl Wrist { get; } = new(Rm75.Model, Board.Wrist);

    /// <summary>Starts from a posture.</summary>
    /// <param name="jointsRad">Shape: [13]. Unit: rad.</param>
    public void Begin(ReadOnlySpan<double> jointsRad)
    {
        Wrist.Begin(jointsRad);
        _firm = 0;
    }

    /// <summary>Moves the joint targets by one control period.</summary>
    /// <param name="measuredRad">Where the joints are. Shape: [13]. Unit: rad.</param>
    /// <param name="action">Shape: [8]. Range: -1 to 1.</param>
    public void Move(ReadOnlySpan<double> measuredRad, ReadOnlySpan<float> action)
    {
        Feel(measuredRad);
        bool lifts = LiftsWhatIsHeld && _firm >= FirmSteps;
        (double share, double rise) = lifts ? (LiftingAuthority, LiftShare) : (1, 0);
        double fingers = lifts ? Math.Max(HeldFingersShare, action[5]) : action[5], thumb = lifts ? Math.Max(HeldThumbShare, action[6]) : action[6];
        Span<double> hand = [action[7], thumb, fingers, fingers, fingers, fingers];
        Wrist.Move(measuredRad, (share * new Vector3d(action[0], action[1], action[2])) + new Vector3d(0, 0, rise), share * new Vector3d(action[3], 0, action[4]), hand);
    }

    // What stands in the fingers' way holds their joints behind their targets: that needs no sensor but the joints'.
    private void Feel(ReadOnlySpan<double> measuredRad)
    {
        const int Thumb = RobotModel.ArmDof + 1, Index = RobotModel.ArmDof + 2;
        double thumb = Wrist.TargetsRad[Thumb] - measuredRad[Thumb], fingers = 0;
        for (int i = Index; i < RobotModel.Dof; i++)
            fingers += (Wrist.TargetsRad[i] - measuredRad[i]) / (RobotModel.Dof - Index);
        if (thumb > FirmThumbRad && fingers > FirmFingersRad)
            _firm++;
        else if (thumb < LostRad || fingers < LostRad || _firm < FirmSteps)
            _firm = 0;
    }
}
