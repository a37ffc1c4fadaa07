using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Messages;

/// <summary>
/// A short plan of joint targets at the policy's rate. The controller makes it, the driver host plays it;
/// DexGraspVLA (arXiv 2502.20900) uses 64 steps of 13 absolute joint targets at 20 Hz.
/// </summary>
public sealed class ActionChunk
{
    /// <summary>Steps in a full chunk: 3.2 s at 20 Hz.</summary>
    public const int Horizon = 64;

    /// <summary>Time between steps. Unit: s.</summary>
    public const double PeriodS = 0.05;

    private readonly double[] _positionsRad;

    /// <summary>Makes a chunk.</summary>
    /// <param name="positionsRad">Absolute joint targets. Shape: [steps x 13], row-major. Unit: rad. Order: RobotModel.</param>
    /// <param name="observedAt">Capture time of the observation that it was made from, on the driver host's clock; step k is due at observedAt + (k + 1) x 0.05 s.</param>
    /// <exception cref="ArgumentException">The length is not a positive multiple of 13, or there are more than 64 steps.</exception>
    public ActionChunk(double[] positionsRad, TimeSpan observedAt)
    {
        if (positionsRad.Length == 0 || positionsRad.Length % RobotModel.Dof != 0 || positionsRad.Length > Horizon * RobotModel.Dof)
            throw new ArgumentException($"A chunk of {positionsRad.Length} numbers given; 1 to {Horizon} steps of {RobotModel.Dof} joint targets are needed.");
        _positionsRad = positionsRad;
        ObservedAt = observedAt;
    }

    /// <summary>Gets the number of steps. Range: 1 to 64.</summary>
    public int Steps => _positionsRad.Length / RobotModel.Dof;

    /// <summary>Gets the capture time of the observation, on the driver host's clock.</summary>
    public TimeSpan ObservedAt { get; }

    /// <summary>Gets all targets. Shape: [Steps x 13], row-major. Unit: rad.</summary>
    public ReadOnlySpan<double> PositionsRad => _positionsRad;

    /// <summary>Returns the targets of one step. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> Step(int step) => _positionsRad.AsSpan(step * RobotModel.Dof, RobotModel.Dof);
}
