using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Motion;

/// <summary>Plays one trajectory after the other, so that chunks join without a jump.</summary>
internal sealed class MotionRunner
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(0.1);
    private const double LostRad = 0.15;
    private readonly RobotModel _robot;
    private JointTrajectory? _trajectory;

    /// <summary>Makes a runner that stands still.</summary>
    public MotionRunner(RobotModel robot) => _robot = robot;

    /// <summary>Returns where a new motion has to begin: at the last command, or where the robot is when it does not follow its commands.</summary>
    /// <param name="state">Newest measurement.</param>
    /// <returns>Shape: [13]. Unit: rad.</returns>
    public static double[] Start(RobotState state)
    {
        double[] commanded = state.CommandedRad.ToArray();
        ReadOnlySpan<double> measured = state.PositionsRad.Span;
        if (commanded.Length != RobotModel.Dof)
            return measured.ToArray();
        for (int i = 0; i < RobotModel.ArmDof; i++)
            if (!(Math.Abs(commanded[i] - measured[i]) < LostRad))
                return measured.ToArray();
        return commanded;
    }

    /// <summary>Starts a motion through waypoints; the first should be <see cref="Start"/>'s answer.</summary>
    /// <param name="state">Newest measurement.</param>
    /// <param name="waypoints">Shape: [13] each. Unit: rad.</param>
    /// <param name="speed">Share of the usual speed. Range: (0, 1].</param>
    public void Begin(RobotState state, IReadOnlyList<double[]> waypoints, double speed = 1) =>
        // The lead gives the chunk time to reach the robot before the first movement is due.
        _trajectory = new JointTrajectory(_robot, state.At + Lead, waypoints, speed);

    /// <summary>Forgets the motion, so that the robot holds where it is told to.</summary>
    public void Clear() => _trajectory = null;

    /// <summary>Tells whether the motion has ended and the robot has had time to come to rest.</summary>
    public bool IsDone(RobotState state) => _trajectory == null || state.At >= _trajectory.EndAt + Settle || IsLost(state);

    /// <summary>Returns the next chunk; without a motion, one that holds.</summary>
    public ActionChunk Chunk(RobotState state) =>
        (_trajectory ?? new JointTrajectory(_robot, state.At, [Start(state)])).Chunk(state.At);

    /// <summary>Returns how long to wait before looking again: to the end of the motion, at most a second.</summary>
    public TimeSpan Wait(RobotState state)
    {
        double left = _trajectory == null ? 0.1 : (_trajectory.EndAt + Settle - state.At).TotalSeconds;
        return TimeSpan.FromSeconds(Math.Clamp(left, 0.05, 1.0));
    }

    // After a stop the robot is not where the plan says; going on would be a jump.
    private bool IsLost(RobotState state)
    {
        Span<double> planned = stackalloc double[RobotModel.Dof];
        _trajectory!.Sample(state.At, planned);
        ReadOnlySpan<double> commanded = state.CommandedRad.Span;
        for (int i = 0; i < RobotModel.ArmDof; i++)
            if (Math.Abs(commanded[i] - planned[i]) > 2 * LostRad)
                return true;
        return false;
    }
}
