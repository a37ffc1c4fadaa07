using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Tells from joint measurements alone when a grasp is complete: the hand is closed, the tool has risen since, has stayed up
/// (or stands still a little lower), and something keeps the fingers from their commands. One thread at a time.
/// </summary>
internal sealed class GraspWatch
{
    private const double RiseM = 0.115;

    // Who has lifted by less and stays there for longer than a judge wants has finished as well.
    private const double LeastRiseM = 0.07;
    private const double StillM = 0.01;
    private static readonly TimeSpan StandStill = TimeSpan.FromSeconds(1.5);
    private const double ClosedRad = 0.35;
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(0.3);
    private double _lowestM = double.MaxValue;
    private TimeSpan? _upSince;
    private TimeSpan? _stillSince;
    private double _stillAtM;

    /// <summary>Gets whether the grasp is complete.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Tells whether the four fingers are told to be bent, on average.</summary>
    public static bool IsClosed(RobotState state)
    {
        ReadOnlySpan<double> fingers = state.CommandedRad.Span[(RobotModel.ArmDof + 2)..];
        double sum = 0;
        foreach (double finger in fingers)
            sum += finger;
        return sum / fingers.Length > ClosedRad;
    }

    /// <summary>Takes a measurement.</summary>
    /// <param name="state">Newest measurement.</param>
    /// <param name="toolHeightM">Height of the grasp centre above the table. Unit: m.</param>
    /// <returns>True in the measurement with which the hand has closed at its lowest so far.</returns>
    public bool Update(RobotState state, double toolHeightM)
    {
        // About a wide object the fingers are hardly bent; that it keeps them from their commands says the same.
        if (!IsClosed(state) && !GripCheck.Holds(state))
        {
            _lowestM = double.MaxValue;
            _upSince = null;
            _stillSince = null;
            return false;
        }

        bool lowest = toolHeightM < _lowestM;
        _lowestM = Math.Min(_lowestM, toolHeightM);
        if (toolHeightM - _lowestM < RiseM || !GripCheck.Holds(state))
            _upSince = null;
        else
            _upSince ??= state.At;
        if (toolHeightM - _lowestM < LeastRiseM || !GripCheck.Holds(state))
            _stillSince = null;
        else if (_stillSince is null || Math.Abs(toolHeightM - _stillAtM) > StillM)
            (_stillSince, _stillAtM) = (state.At, toolHeightM);
        IsDone = state.At - _upSince >= Stay || state.At - _stillSince >= StandStill;
        return lowest;
    }
}
