using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>Turns observations and the target's mask into the numbers that a policy reads, and remembers where the target is. One thread at a time.</summary>
/// <param name="robot">Joints and mounting.</param>
/// <param name="cell">Where the area is.</param>
public sealed class PolicySight(RobotModel robot, Workcell cell)
{
    private readonly ArmKinematics _kinematics = new(robot);
    private readonly ReducedPicture _head = new(PolicyLayout.HeadSize, PolicyLayout.HeadSize, PolicyLayout.HeadFactor);
    private readonly ReducedPicture _wrist = new(PolicyLayout.WristWidth, PolicyLayout.WristHeight, PolicyLayout.WristFactor);
    private TargetTrack _track = new();

    /// <summary>Gets where the target is.</summary>
    public TargetBounds Target => _track.Bounds;

    /// <summary>Gets the left and top edge of the head picture's window that was written last; may be negative. Unit: camera px.</summary>
    public (int Left, int Top) HeadWindow => (_head.Left * PolicyLayout.HeadFactor, _head.Top * PolicyLayout.HeadFactor);

    /// <summary>Returns the command in force; before the first the arm is commanded to be where it is. Shape: [13]. Unit: rad.</summary>
    /// <param name="state">Newest joint measurement.</param>
    public static ReadOnlyMemory<double> Command(RobotState state) => state.CommandedRad.Length == RobotModel.Dof ? state.CommandedRad : state.PositionsRad;

    /// <summary>Forgets the target.</summary>
    public void Begin() => _track = new TargetTrack();

    /// <summary>Takes the target out of a picture.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    /// <param name="mask">The target's pixels in the head picture; null or empty when it was not found.</param>
    /// <returns>False while it was never measured.</returns>
    public bool Track(Observation observation, Mask? mask)
    {
        _track.Update(observation.Head, mask, PoseOf(observation.Head, observation.HeadState));
        return _track.HasTarget;
    }

    /// <summary>Writes what the policy reads; <see cref="Track"/> must have taken the same observation.</summary>
    /// <param name="observation">Pictures and joint state.</param>
    /// <param name="mask">The target's pixels in the head picture; null or empty when it was not found.</param>
    /// <param name="head">Shape: [<see cref="PolicyLayout.HeadLength"/>]. Written.</param>
    /// <param name="wrist">Shape: [<see cref="PolicyLayout.WristLength"/>]. Written.</param>
    /// <param name="numbers">Shape: [<see cref="PolicyLayout.StateSize"/>]. Written.</param>
    public void Write(Observation observation, Mask? mask, Span<float> head, Span<float> wrist, Span<float> numbers)
    {
        (CameraFrame headFrame, CameraFrame wristFrame) = (observation.Head, observation.Wrist);
        RigidTransform worldFromHead = PoseOf(headFrame, observation.HeadState);
        (int left, int top) = _track.Window(headFrame.Calibration, worldFromHead, PolicyLayout.HeadSize);
        _head.Take(headFrame, mask, left, top);
        _wrist.Take(wristFrame, null, Middle(wristFrame.Rgb.Width, PolicyLayout.WristWidth), Middle(wristFrame.Rgb.Height, PolicyLayout.WristHeight));
        PolicyView.WriteHead(_head, headFrame.Calibration.Intrinsics, worldFromHead, Target.Centre, head);
        PolicyView.WriteWrist(
            _wrist, wristFrame.Calibration.Intrinsics, PoseOf(wristFrame, observation.WristState),
            _kinematics.WorldFromTool(observation.WristState.PositionsRad.Span), Target.Centre, wrist);
        RobotState state = observation.State with { CommandedRad = Command(observation.State) };
        PolicyState.Write(robot, cell, state, _kinematics.WorldFromTool(state.PositionsRad.Span), Target, numbers);
    }

    private static int Middle(int pixels, int size) => ((pixels / PolicyLayout.WristFactor) - size) / 2;

    private RigidTransform PoseOf(CameraFrame frame, RobotState state) => frame.Calibration.WorldFromCamera(_kinematics, state.PositionsRad.Span);
}
