using DexGrasp.Core.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Environments.Classic;

/// <summary>
/// What the classic control tasks have in common: one MuJoCo model for all environments and one state each, uniform noise at the
/// start, actions that are controls, and an episode that counts as a success when it reaches its last step.
/// </summary>
public abstract class ClassicEnvironment : IEnvironment
{
    private const string BadAction = "an action was not a finite number; the step was not made", BadPhysics = "MuJoCo warned of bad numbers or a full buffer in this episode";
    private readonly double[] _action;
    private readonly int _frames;
    private readonly double _noise;
    private bool _running;
    private int _steps;

    /// <summary>Makes the state.</summary>
    /// <param name="model">Shared with all others of the kind.</param>
    /// <param name="spec">What the task takes and gives.</param>
    /// <param name="frames">Physics steps per control period. Range: at least 1.</param>
    /// <param name="noise">Largest change of a position or velocity at the start. Units: m, rad, m/s, rad/s.</param>
    private protected ClassicEnvironment(MujocoModel model, EnvironmentSpec spec, int frames, double noise)
    {
        (Spec, _frames, _noise) = (spec, frames, noise);
        _action = new double[spec.ActionSize];
        Data = new MujocoData(model);
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>Gets the simulation.</summary>
    private protected MujocoData Data { get; }

    /// <summary>Gets whether the episode reached its last step without an end before.</summary>
    private protected bool IsComplete { get; private set; }

    /// <summary>Gets the action of the last step, limited. Shape: [ActionSize]. Range: -1 to 1.</summary>
    private protected ReadOnlySpan<double> Action => _action;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        var random = new EpisodeRandom(seed);
        Data.Reset();
        foreach (ref double position in Data.Qpos)
            position += random.Between(-_noise, _noise);
        foreach (ref double velocity in Data.Qvel)
            velocity += random.Between(-_noise, _noise);
        Array.Clear(_action);
        (_running, IsComplete, _steps) = (true, false, 0);
        Begin();
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        if (action.Length != _action.Length)
            throw new ArgumentException($"An action of {action.Length} numbers was given; {Spec.Name} takes {_action.Length}. Nothing was stepped.", nameof(action));
        if (!_running)
            throw new InvalidOperationException($"{Spec.Name}: the episode is over, or none was begun; call Reset first.");
        _steps++;
        for (int i = 0; i < action.Length; i++)
        {
            if (!float.IsFinite(action[i]))
                return Broken(BadAction);
            _action[i] = Math.Clamp((double)action[i], -1, 1);
        }

        Control(Data.Ctrl);
        Data.Step(_frames);
        if (Data.Warnings > 0 || !IsFinite(Data.Qpos) || !IsFinite(Data.Qvel))
        {
            // What is observed of a broken episode has to be finite all the same.
            Data.Reset();
            return Broken(BadPhysics);
        }

        (float reward, bool fell) = Judge();
        bool last = _steps == Spec.MaxSteps && !fell;
        (_running, IsComplete) = (!fell && !last, last);
        return new StepResult(reward, fell, last);
    }

    /// <inheritdoc/>
    public abstract void Observe(Span<float> observation, Span<float> privileged);

    /// <inheritdoc/>
    public virtual void ReadCosts(Span<float> costs)
    {
    }

    /// <inheritdoc/>
    public virtual void ReadMetrics(Span<float> metrics) => metrics[0] = IsComplete ? 1 : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        Data.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes note of the state at the start.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Turns the action into controls.</summary>
    private protected abstract void Control(Span<double> controls);

    /// <summary>Judges the state after a step.</summary>
    private protected abstract (float Reward, bool Fell) Judge();

    private static bool IsFinite(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
            if (!double.IsFinite(number))
                return false;
        return true;
    }

    private StepResult Broken(string fault)
    {
        _running = false;
        return new StepResult(0, false, true, fault);
    }
}
