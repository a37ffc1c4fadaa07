using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>
/// Says how far the arm is from where its newest commands would have it. A servo that follows with a delay is between its
/// recent commands, however fast they move; a blocked one is not.
/// </summary>
internal sealed class TrackingWatch(int ticks)
{
    private const int Joints = RobotModel.ArmDof;
    private readonly double[] _commandsRad = new double[ticks * Joints];
    private readonly double[] _behindRad = new double[Joints];
    private int _next;

    /// <summary>Gets how far each arm joint was behind its recent commands at the last call of <see cref="Worst"/>: above 0 where they are ahead in the positive direction. Shape: [7]. Unit: rad.</summary>
    public ReadOnlySpan<double> BehindRad => _behindRad;

    /// <summary>Forgets earlier commands.</summary>
    public void Start(ReadOnlySpan<double> commandRad)
    {
        for (int k = 0; k < ticks; k++)
            Note(commandRad);
    }

    /// <summary>Notes a command that was sent.</summary>
    public void Note(ReadOnlySpan<double> commandRad)
    {
        commandRad[..Joints].CopyTo(_commandsRad.AsSpan(_next * Joints, Joints));
        _next = (_next + 1) % ticks;
    }

    /// <summary>Returns the largest distance of a joint from the range of its recent commands. Unit: rad.</summary>
    /// <param name="measuredRad">Shape: at least [7]. Unit: rad.</param>
    public double Worst(ReadOnlySpan<double> measuredRad)
    {
        double worst = 0;
        for (int i = 0; i < Joints; i++)
        {
            double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
            for (int at = i; at < _commandsRad.Length; at += Joints)
            {
                lowest = Math.Min(lowest, _commandsRad[at]);
                highest = Math.Max(highest, _commandsRad[at]);
            }

            _behindRad[i] = Math.Max(0, lowest - measuredRad[i]) - Math.Max(0, measuredRad[i] - highest);
            worst = Math.Max(worst, Math.Abs(_behindRad[i]));
        }

        return worst;
    }
}
