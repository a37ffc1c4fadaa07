using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>
/// Makes the executed chunk from the label: mostly the label itself; now and then with a drift on top, with the hand forced
/// open, or an older label at another pace.
/// </summary>
internal sealed class CommandDisturber
{
    private const double CloseShare = 0.35;
    private const double LowM = 0.10;
    private const double OpeningStepRad = 0.13;
    private readonly RobotModel _robot;
    private readonly Disturbances _plan;
    private readonly Random _random;
    private readonly InverseKinematics _solver;
    private readonly double[] _drift = new double[RobotModel.Dof];
    private readonly TimeSpan _slipAfter;
    private readonly ExpertPhase _slipIn;
    private TimeSpan _begun;
    private TimeSpan _until;
    private TimeSpan _nextNoise;
    private TimeSpan _nextPace;
    private TimeSpan? _slipPhaseSince;
    private Kind _kind;

    public CommandDisturber(RobotModel robot, Disturbances plan, Random random)
    {
        (_robot, _plan, _random) = (robot, plan, random);
        _solver = new InverseKinematics(robot, new InverseKinematicsOptions { RestPull = 0.003, LeastDamping = 2e-4, MaxIterations = 25 });
        _nextNoise = Gap();
        _nextPace = Gap();
        _slipIn = random.Chance(0.5) ? ExpertPhase.Close : ExpertPhase.Lift;
        _slipAfter = TimeSpan.FromSeconds(random.Within(0, _slipIn == ExpertPhase.Close ? 0.25 : 0.4));
    }

    private enum Kind
    {
        None,
        Noise,
        Slip,
        Pace,
    }

    /// <summary>Gets how many drifts and changes of pace there were.</summary>
    public int Disturbed { get; private set; }

    /// <summary>Gets whether the hand was forced open.</summary>
    public bool Slipped { get; private set; }

    /// <summary>
    /// Takes the drift's own part out of the command's speed. The expert's answer would go on with it, and with the drift on top
    /// of that the command would run away.
    /// </summary>
    /// <param name="commandRadPerS">Changed in place. Shape: [13]. Unit: rad/s.</param>
    /// <param name="now">Time of the speed.</param>
    public void RemoveDrift(Span<double> commandRadPerS, TimeSpan now)
    {
        if (_kind != Kind.Noise)
            return;
        double u = Math.Clamp((now - _begun) / (_until - _begun), 0, 1), rate = 6 * u * (1 - u) / (_until - _begun).TotalSeconds;
        for (int i = 0; i < commandRadPerS.Length; i++)
            commandRadPerS[i] -= rate * _drift[i];
    }

    /// <summary>Returns what to execute; null to let the chunk that was sent last play on.</summary>
    /// <param name="phase">What the expert is doing.</param>
    /// <param name="state">That the label answers to.</param>
    /// <param name="label">The expert's answer.</param>
    /// <param name="driver">Whose it is.</param>
    public ActionChunk? Next(ExpertPhase phase, RobotState state, ActionChunk label, out DemonstrationDriver driver)
    {
        TimeSpan now = state.At;
        if (_kind != Kind.None && now >= _until)
            End(now);
        if (_plan.Slip && !Slipped && IsTimeToSlip(phase, now))
        {
            Begin(Kind.Slip, now, 0.3);
            Slipped = true;
        }
        else if (_kind == Kind.None && _plan.Noise && now >= _nextNoise)
        {
            Begin(Kind.Noise, now, _random.Within(0.3, 1));
            DrawDrift(phase, state);
            Disturbed++;
        }
        else if (_kind == Kind.None && _plan.Pace && now >= _nextPace)
        {
            Begin(Kind.Pace, now, _random.Within(0.4, 1));
            Disturbed++;
            driver = DemonstrationDriver.Disturbance;
            return Paced(label, state.CommandedRad.Span, _random.Within(0.5, 1.1));
        }

        driver = _kind == Kind.None ? DemonstrationDriver.Expert : DemonstrationDriver.Disturbance;
        return _kind switch
        {
            Kind.Noise => Drifting(label),
            Kind.Slip => Opening(label, state.CommandedRad.Span),
            Kind.Pace => null,
            _ => label,
        };
    }

    private TimeSpan Gap() => TimeSpan.FromSeconds(_random.Within(0.2, 2.2));

    private void Begin(Kind kind, TimeSpan now, double seconds) => (_kind, _begun, _until) = (kind, now, now + TimeSpan.FromSeconds(seconds));

    private void End(TimeSpan now)
    {
        if (_kind == Kind.Noise)
            _nextNoise = now + Gap();
        if (_kind == Kind.Pace)
            _nextPace = now + Gap();
        _kind = Kind.None;
    }

    private bool IsTimeToSlip(ExpertPhase phase, TimeSpan now)
    {
        if (phase != _slipIn)
        {
            _slipPhaseSince = null;
            return false;
        }

        _slipPhaseSince ??= now;
        return now - _slipPhaseSince >= _slipAfter;
    }

    // The label starts from the command in force, drift so far included: so only what the drift adds from there on is put on top.
    private void DrawDrift(ExpertPhase phase, RobotState state)
    {
        Array.Clear(_drift);
        double share = phase == ExpertPhase.Close ? CloseShare : 1;
        bool hand = _random.Chance(0.35);
        if (!hand || _random.Chance(0.7))
        {
            ReadOnlySpan<double> command = state.CommandedRad.Span;
            RigidTransform tool = _solver.Kinematics.WorldFromTool(command);
            Vector3d shift = 0.03 * share * InBall();
            if (tool.Translation.Z < LowM)
                shift = shift with { Z = Math.Abs(shift.Z) };
            Vector3d turn = 0.2 * share * InBall();
            Span<double> moved = stackalloc double[RobotModel.ArmDof];
            _solver.Track(new RigidTransform(Rotation.FromAxisAngle(turn, turn.Length) * tool.Rotation, tool.Translation + shift), command, moved);
            for (int i = 0; i < moved.Length; i++)
                _drift[i] = Math.Clamp(moved[i] - command[i], -0.3, 0.3);
        }

        if (!hand)
            return;
        double all = _random.Within(-0.2, 0.2);
        for (int i = RobotModel.ArmDof + 1; i < RobotModel.Dof; i++)
            _drift[i] = share * (all + _random.Within(-0.1, 0.1));
    }

    private ActionChunk Drifting(ActionChunk label)
    {
        double[] rows = label.PositionsRad.ToArray();
        double already = Progress(label.ObservedAt);
        for (int step = 0; step < label.Steps; step++)
        {
            double more = Progress(label.ObservedAt + TimeSpan.FromSeconds((step + 1) * ActionChunk.PeriodS)) - already;
            Span<double> row = rows.AsSpan(step * RobotModel.Dof, RobotModel.Dof);
            for (int i = 0; i < RobotModel.Dof; i++)
                row[i] = _robot.Limits[i].Clamp(row[i] + (more * _drift[i]));
        }

        return new ActionChunk(rows, label.ObservedAt);
    }

    private double Progress(TimeSpan at)
    {
        double u = Math.Clamp((at - _begun) / (_until - _begun), 0, 1);
        return u * u * (3 - (2 * u));
    }

    private ActionChunk Opening(ActionChunk label, ReadOnlySpan<double> commandRad)
    {
        double[] rows = label.PositionsRad.ToArray();
        HandClosing open = HandGeometry.ForGap(HandGeometry.WidestGapM), closing = HandGeometry.Read(commandRad);
        for (int step = 0; step < label.Steps; step++)
        {
            closing = closing.Towards(open, OpeningStepRad);
            Span<double> row = rows.AsSpan(step * RobotModel.Dof, RobotModel.Dof);
            double turn = row[7];
            HandGeometry.Write(closing, row, _robot);
            row[7] = turn;
        }

        return new ActionChunk(rows, label.ObservedAt);
    }

    private static ActionChunk Paced(ActionChunk label, ReadOnlySpan<double> commandRad, double pace)
    {
        var rows = new double[label.Steps * RobotModel.Dof];
        for (int step = 0; step < label.Steps; step++)
        {
            double at = Math.Min(((step + 1) * pace) - 1, label.Steps - 1);
            int before = (int)Math.Floor(at);
            ReadOnlySpan<double> a = before < 0 ? commandRad : label.Step(before), b = label.Step(Math.Min(before + 1, label.Steps - 1));
            for (int i = 0; i < RobotModel.Dof; i++)
                rows[(step * RobotModel.Dof) + i] = a[i] + ((b[i] - a[i]) * (at - before));
        }

        return new ActionChunk(rows, label.ObservedAt);
    }

    private Vector3d InBall()
    {
        while (true)
        {
            var v = new Vector3d(_random.Within(-1, 1), _random.Within(-1, 1), _random.Within(-1, 1));
            if (v.Length is <= 1 and > 0.05)
                return v;
        }
    }
}
