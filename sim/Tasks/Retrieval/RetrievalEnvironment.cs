using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Uncover a target at the bottom of a box by stirring and sweeping with the hand, without grasping: RetrDex-S, the task of
/// Retrieval Dexterity (arXiv 2502.18423) made small. An episode ends in success when a reading finds the target exposed in the box.
/// </summary>
public sealed class RetrievalEnvironment : IEnvironment
{
    /// <summary>Name of the task with wrist actions.</summary>
    public const string Name = "retrieval";

    private const string Broke = "MuJoCo warned of bad numbers or full buffers; the state cannot be trusted.", BadAction = "An action was not finite.";
    private const int CostCount = 2;
    private readonly RetrievalWorlds _worlds;
    private readonly RetrievalOptions _options;
    private readonly RetrievalReward _reward;
    private readonly WristControl _control;
    private readonly double[] _measured = new double[RobotModel.Dof], _targets = new double[RobotModel.Dof];
    private readonly float[] _action, _late;
    private readonly RetrievalState _state;
    private readonly bool[] _outside;
    private EpisodeRandom _random;
    private int _steps, _delay, _newlyOutside;
    private double _exposure, _measuredExposure, _initialExposure, _bestExposure;
    private bool _running, _success;

    /// <summary>Makes an environment; call <see cref="Reset(ulong)"/> first.</summary>
    /// <param name="worlds">Scenes to draw from; shared with others, stays open longer.</param>
    /// <param name="options">Default: as they stand in <see cref="RetrievalOptions"/>.</param>
    public RetrievalEnvironment(RetrievalWorlds worlds, RetrievalOptions? options = null)
    {
        _worlds = worlds;
        _options = options ?? new RetrievalOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.ReadingEverySteps, 1);
        _reward = new RetrievalReward(_options.Reward);
        _control = new WristControl(Rm75.Model, _options.Wrist);
        Simulation = new RetrievalSimulation(worlds);
        _outside = new bool[worlds.Objects];
        bool wrist = _options.Actions == RetrievalActions.Wrist;
        int actions = wrist ? WristActionSize : RobotModel.Dof;
        (_action, _late, _state) = (new float[actions], new float[actions], new RetrievalState(actions));
        Spec = new EnvironmentSpec(_options.Name ?? (wrist ? Name : $"{Name}-joints"), RetrievalObservation.Size(actions), 0, actions, ["object_out_of_box", "wrist_force_over_limit"],
            ["success", "steps", "exposure", "exposed80", "initial_exposure"], TimeSpan.FromSeconds(RetrievalSimulation.ControlPeriodS), _options.MaxSteps);
    }

    /// <summary>Numbers of an action of <see cref="RetrievalActions.Wrist"/>.</summary>
    public const int WristActionSize = RetrievalControl.ActionSize;

    /// <summary>Gets the numbers that the policy sees with <see cref="RetrievalActions.Wrist"/>.</summary>
    public static int WristObservationSize { get; } = RetrievalObservation.Size(WristActionSize);

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>Gets what is simulated: for scripts and judges, never for a student.</summary>
    public RetrievalSimulation Simulation { get; }

    /// <summary>Gets the wanted pose of the grasp centre.</summary>
    public RigidTransform WorldFromWanted => _control.WorldFromWanted;

    /// <summary>Gets the servos' targets. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> TargetsRad => _targets;

    /// <summary>Gets where the joints were measured, with noise. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> MeasuredRad => _measured;

    /// <summary>Gets how far an action's numbers reach.</summary>
    public WristControlOptions WristSteps => _options.Wrist;

    /// <summary>Gets the objects of the present scene, target first.</summary>
    public IReadOnlyList<ObjectSpec> Items => _worlds.Library.Piles[Simulation.World].Items;

    /// <summary>Gets the exposure as last read. Range: 0 to 1.</summary>
    public double LastExposure => _exposure;

    /// <summary>Gets whether the last step's reading found the target uncovered, in the box.</summary>
    public bool IsUncovered => _success;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        var random = new EpisodeRandom(seed);
        Begin(random.Next(_worlds.Count), random);
    }

    /// <summary>Begins an episode in a scene of choice, for evaluation.</summary>
    /// <param name="world">Range: 0 to Count - 1 of the worlds.</param>
    /// <param name="seed">Decides noise and delay.</param>
    public void Reset(int world, ulong seed) => Begin(world, new EpisodeRandom(seed));

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (action.Length != _action.Length)
            throw new ArgumentException($"{action.Length} numbers given; an action has {_action.Length}. Nothing was stepped.", nameof(action));
        if (!_running)
            throw new InvalidOperationException("The episode is over, or none was begun; call Reset. Nothing was stepped.");
        _newlyOutside = 0;
        foreach (float a in action)
            if (!float.IsFinite(a))
                return End(BadAction);
        _action.CopyTo(_late, 0);
        for (int i = 0; i < action.Length; i++)
            _action[i] = Math.Clamp(action[i], -1, 1);
        Drive(_delay > 0 ? _late : _action);
        Simulation.Advance(_targets);
        _steps++;
        if (Simulation.IsBroken)
            return End(Broke);
        Watch();
        bool lost = _outside[0];
        if (_steps % _options.ReadingEverySteps == 0)
            ReadExposure();
        _success = !lost && _steps % _options.ReadingEverySteps == 0 && _exposure >= _options.ExposedAt;
        Measure();
        bool uncovered = _success && _options.EndsWhenUncovered;
        if (_steps % _options.Reward.MeasureEverySteps == 0)
            _measuredExposure = _steps % _options.ReadingEverySteps == 0 ? _exposure : Simulation.ReadExposure();
        float reward = (float)_reward.Step(Simulation, _action, _measuredExposure, uncovered, lost);
        bool terminated = uncovered || lost, truncated = !terminated && _steps >= _options.MaxSteps;
        _running = !terminated && !truncated;
        return new StepResult(reward, terminated, truncated);
    }

    /// <inheritdoc/>
    public void Observe(Span<float> observation, Span<float> privileged)
    {
        Vector3d lead = _options.Actions == RetrievalActions.Wrist ? _control.WorldFromWanted.Translation - Simulation.WorldFromTool.Translation : Vector3d.Zero;
        int every = _options.ReadingEverySteps;
        Simulation.Describe(_state);
        _measured.CopyTo(_state.JointsRad, 0);
        _targets.CopyTo(_state.TargetsRad, 0);
        _action.CopyTo(_state.Action, 0);
        (_state.Lead, _state.Exposure, _state.Gone, _state.SinceReading) = (lead, _exposure, (double)_steps / _options.MaxSteps, (double)(_steps % every) / every);
        RetrievalObservation.Write(_state, observation);
    }

    /// <inheritdoc/>
    public void ReadCosts(Span<float> costs)
    {
        costs[0] = _newlyOutside;
        costs[1] = Simulation.WristForceN > _options.ForceLimitN ? 1 : 0;
    }

    /// <inheritdoc/>
    public void ReadMetrics(Span<float> metrics)
    {
        metrics[0] = _success ? 1 : 0;
        metrics[1] = _steps;
        metrics[2] = (float)_exposure;
        metrics[3] = _bestExposure >= 0.8 ? 1 : 0;
        metrics[4] = (float)_initialExposure;
    }

    /// <inheritdoc/>
    public void Dispose() => Simulation.Dispose();

    private void Begin(int world, EpisodeRandom random)
    {
        _random = random;
        _delay = _options.Randomised ? _random.Next(_worlds.Library.Options.Ranges.MaxDelaySteps + 1) : 0;
        Simulation.Begin(world);
        _control.Begin(Simulation.PositionsRad);
        _control.TargetsRad.CopyTo(_targets);
        Array.Clear(_action);
        Array.Clear(_outside);
        (_steps, _newlyOutside, _success, _running, _bestExposure) = (0, 0, false, true, 0);
        ReadExposure();
        (_initialExposure, _bestExposure, _measuredExposure) = (_exposure, _exposure, _exposure);
        Measure();
        _reward.Begin(Simulation, _exposure);
    }

    private void Drive(ReadOnlySpan<float> action)
    {
        if (_options.Actions == RetrievalActions.Wrist)
        {
            RetrievalControl.Move(_control, Simulation.PositionsRad, action);
            _control.TargetsRad.CopyTo(_targets);
            return;
        }

        for (int i = 0; i < _targets.Length; i++)
        {
            double step = i < RobotModel.ArmDof ? _options.ArmStepRad : _options.Wrist.HandStepRad, wanted = _targets[i] + (step * action[i]);
            if (i < RobotModel.ArmDof)
                wanted = Math.Clamp(wanted, Simulation.PositionsRad[i] - _options.ArmLeashRad, Simulation.PositionsRad[i] + _options.ArmLeashRad);
            _targets[i] = Rm75.Model.Limits[i].Clamp(wanted);
        }
    }

    private void Watch()
    {
        for (int i = 0; i < _outside.Length; i++)
            if (!_outside[i] && !RetrievalBox.Contains(Simulation.WorldFromObjects[i].Translation))
                (_outside[i], _newlyOutside) = (true, _newlyOutside + 1);
    }

    private void ReadExposure()
    {
        _exposure = Simulation.ReadExposure();
        _bestExposure = Math.Max(_bestExposure, _exposure);
    }

    private void Measure()
    {
        double noise = _options.Randomised ? _worlds.Library.Options.Ranges.JointNoiseRad : 0;
        for (int i = 0; i < _measured.Length; i++)
            _measured[i] = Simulation.PositionsRad[i] + (noise * _random.NextGaussian());
    }

    private StepResult End(string fault)
    {
        (_running, _success) = (false, false);
        return new StepResult(0, false, true, fault);
    }
}
