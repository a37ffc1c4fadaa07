using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Tells from joint measurements alone when a grasp is complete: the hand is closed, the tool has risen since, has stayed up,
/// and something keeps the fingers from their commands. One thread at a time.
/// </summary>
internal sealed class GraspWatch
{
    private const double RiseM = 0.115;
    private const double ClosedRad = 0.35;
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(0.3);
    private double _lowestM = double.MaxValue;
    private TimeSpan? _upSince;

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
        if (!IsClosed(state))
        {
            _lowestM = double.MaxValue;
            _upSince = null;
            return false;
        }

        bool lowest = toolHeightM < _lowestM;
        _lowestM = Math.Min(_lowestM, toolHeightM);
        if (toolHeightM - _lowestM < RiseM || !GripCheck.Holds(state))
            _upSince = null;
        else
            _upSince ??= state.At;
        IsDone = _upSince is { } since && state.At - since >= Stay;
        return lowest;
    }
}
