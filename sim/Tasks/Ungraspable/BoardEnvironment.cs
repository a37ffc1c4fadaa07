using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>A skill at the board as an environment: 20 Hz, actions of wrist and hand (<see cref="BoardControl.ActionSize"/>).</summary>
public sealed class BoardEnvironment : IEnvironment
{
    /// <summary>Numbers that only the critic sees: mass, friction, delay, touching fingers.</summary>
    public const int PrivilegedSize = 3 + HandKinematics.Tips;

    // The rest begins as the skill draws it, so that what was known is not forgotten.
    private const double RecordedShare = 0.5;
    private const int MostDraws = 100;
    private const double ClearM = 0.010;
    private static readonly double[] RestRad = FindRest();
    private readonly BoardPool _pool;
    private readonly IBoardSkill _skill;
    private readonly BoardState[] _starts;
    private readonly InverseKinematics _inverse = new(Rm75.Model);
    private readonly double[] _joints = new double[RobotModel.Dof];
    private readonly float[] _action = new float[BoardControl.ActionSize];
    private readonly FlatObjectView _seen = new();
    private readonly double[] _measured = new double[RobotModel.Dof];
    private Vector3d _error;
    private double _yawError;
    private EpisodeRandom _random;
    private ulong _noiseSeed;
    private int _board, _steps, _delay;
    private bool _success, _isOver = true;
    private double _highest;

    /// <summary>Makes an environment.</summary>
    /// <param name="pool">Boards to draw from; stays the caller's.</param>
    /// <param name="skill">Belongs to this environment from now on.</param>
    /// <param name="starts">States in worlds of the pool that half of the episodes begin in; null for none.</param>
    public BoardEnvironment(BoardPool pool, IBoardSkill skill, BoardStarts? starts = null)
    {
        (_pool, _skill) = (pool, skill);
        _starts = starts?.Of(skill.Name) ?? [];
        World = new BoardWorld(pool.Model(0));
        World.Control.LiftsWhatIsHeld = skill.Lifts;
        Spec = new EnvironmentSpec(
            skill.Name, FlatObjectObservation.Size, PrivilegedSize, BoardControl.ActionSize, ["fallen"], ["success", "highest_m"],
            TimeSpan.FromSeconds(BoardWorld.ControlPeriodS), skill.MaxSteps);
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>Gets the world; for judges and films.</summary>
    public BoardWorld World { get; }

    /// <summary>Gets the object of the episode.</summary>
    public FlatObject Object => _pool.Object(_board);

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        _random = new EpisodeRandom(seed);
        if (_starts.Length > 0 && _random.NextDouble() < RecordedShare)
            Continue(_starts[_random.Next(_starts.Length)]);
        else
            Draw();
        _noiseSeed = _random.NextBits();
        _skill.Begin(World);
        Array.Clear(_action);
        (_steps, _success, _isOver, _highest) = (0, false, false, 0);
    }

    /// <summary>Returns the present state, for an episode of another skill to begin in.</summary>
    /// <param name="skill">That skill's name.</param>
    public BoardState Record(string skill) =>
        new(skill, _board, _delay, World.View.WorldFromObject, World.View.JointsRad.ToArray(), World.View.Goal, _error, _yawError);

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (action.Length != BoardControl.ActionSize)
            throw new ArgumentException($"{action.Length} numbers given; an action has {BoardControl.ActionSize}. Nothing was stepped.", nameof(action));
        if (_isOver)
            throw new InvalidOperationException("The episode is over, or none was begun; call Reset first.");
        for (int i = 0; i < action.Length; i++)
        {
            if (!float.IsFinite(action[i]))
                return Fault("an action that is not finite");
            _action[i] = Math.Clamp(action[i], -1, 1);
        }

        World.Step(_action);
        if (World.Data.Warnings > 0)
            return Fault(World.Data.Resets > 0 ? "MuJoCo reset the simulation" : "MuJoCo warned");
        BoardReward reward = _skill.Reward(World);
        if (!double.IsFinite(reward.Reward))
            return Fault("a reward that is not finite");
        _steps++;
        _success = reward.Success;
        _highest = Math.Max(_highest, World.View.LowestM);
        _isOver = reward.Ended || _steps >= _skill.MaxSteps;
        return new StepResult((float)reward.Reward, reward.Ended, !reward.Ended && _isOver);
    }

    /// <inheritdoc/>
    public void Observe(Span<float> observation, Span<float> privileged)
    {
        Look(_seen);
        FlatObjectObservation.Write(_seen, _action, observation);

        FlatObject flat = _pool.Object(_board);
        (privileged[0], privileged[1], privileged[2]) = ((float)(flat.MassKg * 3), (float)flat.Friction, _delay);
        for (int i = 0; i < HandKinematics.Tips; i++)
            privileged[3 + i] = World.Touches[i] ? 1 : 0;
    }

    /// <summary>Writes what a robot would know now, with this episode's errors.</summary>
    /// <param name="view">Receives it; the goal is the world's.</param>
    public void Look(FlatObjectView view)
    {
        var noise = new EpisodeRandom(EpisodeRandom.Derive(_noiseSeed, (ulong)_steps));
        RigidTransform truth = World.View.WorldFromObject;
        for (int i = 0; i < _measured.Length; i++)
            _measured[i] = World.View.JointsRad[i] + (_pool.Options.Ranges.JointNoiseRad * noise.NextGaussian());
        World.CopyTo(view, _measured, new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), _yawError) * truth.Rotation, truth.Translation + _error));
    }

    /// <inheritdoc/>
    public void ReadCosts(Span<float> costs) => costs[0] = FlatObjectTask.HasFallen(World.View) ? 1 : 0;

    /// <inheritdoc/>
    public void ReadMetrics(Span<float> metrics) => (metrics[0], metrics[1]) = (_success ? 1 : 0, (float)_highest);

    /// <inheritdoc/>
    public void Dispose() => World.Dispose();

    private void Draw()
    {
        _board = _random.Next(_pool.Count);
        FlatObject flat = _pool.Object(_board);
        double late = _random.NextDouble() / _pool.Options.Ranges.DelayedShare;
        _delay = late < 1 ? 1 + (int)(late * BoardWorld.MostDelay) : 0;
        Place(flat);
        BoardRanges ranges = _pool.Options.Ranges;
        _error = new Vector3d(_random.Between(-ranges.PoseErrorM, ranges.PoseErrorM), _random.Between(-ranges.PoseErrorM, ranges.PoseErrorM), _random.Between(-ranges.PoseErrorM, ranges.PoseErrorM) / 2);
        _yawError = _random.Between(-ranges.PoseErrorRad, ranges.PoseErrorRad);
    }

    private void Continue(BoardState state)
    {
        (_board, _delay, _error, _yawError) = (state.World, state.Delay, state.ErrorM, state.YawErrorRad);
        FlatObject flat = _pool.Object(_board);
        World.View.Goal = state.GoalM;
        World.Reset(_pool.Model(_board), flat.HalfSizeM, state.WorldFromObject, state.JointsRad.Span, _delay, flat.IsRound);
    }

    private void Place(FlatObject flat)
    {
        for (int attempt = 0; attempt < MostDraws; attempt++)
        {
            BoardStart start = _skill.Draw(flat.HalfSizeM, ref _random);
            if (!_inverse.Track(start.WorldFromTool, RestRad, _joints).Success)
                continue;
            (_joints[7], _joints[8]) = (start.HandRad.Turn, start.HandRad.Thumb);
            _joints.AsSpan(9).Fill(start.HandRad.Fingers);
            World.View.Goal = start.GoalM;
            World.Reset(_pool.Model(_board), flat.HalfSizeM, start.WorldFromObject, _joints, _delay, flat.IsRound);
            if (IsClear())
                return;
        }

        throw new InvalidOperationException($"{_skill.Name}: of {MostDraws} drawn starts the arm could reach none with the hand clear of the object; the skill's ranges are out of reach.");
    }

    private bool IsClear()
    {
        if (World.RobotTouches)
            return false;
        foreach (Vector3d tip in World.View.Tips)
            if (BoardJudge.DistanceTo(World, tip) < ClearM)
                return false;
        return true;
    }

    private StepResult Fault(string reason)
    {
        _isOver = true;
        return new StepResult(0, false, true, reason);
    }

    private static double[] FindRest()
    {
        double[] rest = Rm75.Model.HomeRad.ToArray();
        var above = new RigidTransform(Board.WorldFromHand(Board.RestPitchRad), Board.Middle + new Vector3d(0, 0, 0.10));
        new InverseKinematics(Rm75.Model).SolveFresh(above, rest, rest);
        return rest;
    }
}
