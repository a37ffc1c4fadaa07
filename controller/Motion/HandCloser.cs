using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Motion;

/// <summary>
/// Closes thumb and fingers slowly; each stops where it meets resistance and then holds with a fixed squeeze, so that the
/// hand takes the shape of the object instead of crushing or pushing it.
/// </summary>
internal sealed class HandCloser
{
    private const double SpeedRadPerS = 0.8;
    private const double AccelerationRadPerS2 = 6;
    private const int FirstClosing = RobotModel.ArmDof + 1;
    private readonly double[] _armRad;
    private readonly double[] _goalRad = new double[RobotModel.Dof];
    private readonly double[] _squeezeRad;
    private readonly bool[] _touches = new bool[RobotModel.Dof];
    private readonly double[] _lastStart = new double[RobotModel.Dof];
    private ActionChunk? _last;

    /// <summary>Prepares to close.</summary>
    /// <param name="startRad">Last command. Shape: [13]. Unit: rad.</param>
    /// <param name="limitRad">Where closing ends without contact. Shape: [6]. Unit: rad.</param>
    /// <param name="squeezeRad">How far beyond the measured position a joint in contact is commanded. Shape: [6]. Unit: rad.</param>
    public HandCloser(double[] startRad, double[] limitRad, double[] squeezeRad)
    {
        _armRad = startRad;
        startRad.CopyTo(_goalRad, 0);
        for (int i = 0; i < RobotModel.HandDof; i++)
            _goalRad[RobotModel.ArmDof + i] = limitRad[i];
        _squeezeRad = squeezeRad;
    }

    /// <summary>Gets how many of the fingers (not the thumb) touch something.</summary>
    public int FingersTouching => _touches.AsSpan(FirstClosing + 1).Count(true);

    /// <summary>Gets whether the thumb touches something.</summary>
    public bool ThumbTouches => _touches[FirstClosing];

    /// <summary>Gets whether nothing moves any more.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Returns the next chunk.</summary>
    /// <param name="state">Newest measurement; contact shows as a lag behind the command.</param>
    public ActionChunk Chunk(RobotState state)
    {
        Span<double> position = stackalloc double[RobotModel.Dof];
        Span<double> velocity = stackalloc double[RobotModel.Dof];
        Present(state, position, velocity);
        position.CopyTo(_lastStart);
        ReadOnlySpan<double> measured = state.PositionsRad.Span;
        for (int i = FirstClosing; i < RobotModel.Dof && _last != null; i++)
            if (!_touches[i] && state.CommandedRad.Span[i] - measured[i] > ContactLagRad(i))
            {
                _touches[i] = true;
                // Never back: a reversal would be a jerk at the object.
                double stop = position[i] + (velocity[i] * ((velocity[i] / (2 * AccelerationRadPerS2)) + ActionChunk.PeriodS));
                _goalRad[i] = Math.Max(stop, measured[i] + _squeezeRad[i - RobotModel.ArmDof]);
            }

        var positions = new double[ActionChunk.Horizon * RobotModel.Dof];
        const double H = ActionChunk.PeriodS;
        bool moving = false;
        for (int step = 0; step < ActionChunk.Horizon; step++)
            for (int i = 0; i < RobotModel.Dof; i++)
            {
                double away = _goalRad[i] - position[i];
                double wanted = Math.Sign(away) * Math.Min(Math.Min(SpeedRadPerS, Math.Abs(away) / H), Math.Sqrt(AccelerationRadPerS2 * Math.Abs(away)));
                velocity[i] = Math.Clamp(wanted, velocity[i] - (AccelerationRadPerS2 * H), velocity[i] + (AccelerationRadPerS2 * H));
                position[i] += velocity[i] * H;
                moving |= step < 2 && Math.Abs(velocity[i]) > 0.02;
                positions[(step * RobotModel.Dof) + i] = i < RobotModel.ArmDof ? _armRad[i] : position[i];
            }

        IsDone = _last != null && !moving;
        _last = new ActionChunk(positions, state.At);
        return _last;
    }

    private static double ContactLagRad(int joint) => joint == FirstClosing ? 0.09 : 0.11;

    private void Present(RobotState state, Span<double> position, Span<double> velocity)
    {
        _armRad.CopyTo(position);
        velocity.Clear();
        if (_last == null)
            return;
        // Continue what was told last, at the step that is being played.
        int step = Math.Clamp((int)Math.Round((state.At - _last.ObservedAt).TotalSeconds / ActionChunk.PeriodS), 0, ActionChunk.Horizon - 1);
        for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
        {
            double now = step == 0 ? _lastStart[i] : _last.Step(step - 1)[i];
            double before = step <= 1 ? _lastStart[i] : _last.Step(step - 2)[i];
            (position[i], velocity[i]) = (now, (now - before) / ActionChunk.PeriodS);
        }
    }
}
