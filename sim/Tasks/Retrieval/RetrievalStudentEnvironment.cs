using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Retrieval as a robot sees it: the same task, of which the policy sees joints and a camera (<see cref="RetrievalStudent"/>). The numbers
/// are those of the teacher, so that a run may begin with its policy. Pictures come at 10 Hz, by rays.
/// </summary>
public sealed class RetrievalStudentEnvironment : IEnvironment
{
    /// <summary>Control steps from picture to picture.</summary>
    public const int StepsPerPicture = 2;

    // Of the simulated depth camera at this distance; of a place that was seen before things fell on it, as a multiple of the camera's
    // error along each axis; of a measured area.
    private const double DepthNoiseM = 0.0035, PlaceErrors = 1.4, AreaNoise = 0.05;
    private readonly RetrievalStudent _student = new();
    private readonly RetrievalRays _rays = new();
    private readonly float[] _limited = new float[RetrievalControl.ActionSize];
    private readonly double _placeNoiseM;
    private EpisodeRandom _random;
    private int _steps;

    /// <summary>Makes an environment; call <see cref="Reset"/> first.</summary>
    /// <param name="worlds">Scenes to draw from; shared with others, stays open longer.</param>
    /// <param name="options">Of the task; its actions are the wrist's.</param>
    public RetrievalStudentEnvironment(RetrievalWorlds worlds, RetrievalOptions? options = null)
    {
        Inner = new RetrievalEnvironment(worlds, options);
        Spec = Inner.Spec with { Name = RetrievalStudent.Task };
        _placeNoiseM = worlds.Library.Options.Ranges.TargetNoiseM;
        ArgumentOutOfRangeException.ThrowIfNotEqual(Spec.ActionSize, RetrievalControl.ActionSize, nameof(options));
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>Gets the task with all poses, for teachers and judges.</summary>
    public RetrievalEnvironment Inner { get; }

    /// <summary>Gets what the policy sees.</summary>
    public RetrievalStudent Student => _student;

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        Inner.Reset(seed);
        _random = new EpisodeRandom(EpisodeRandom.Derive(seed, 2));
        _steps = 0;
        RetrievalTarget target = _rays.Measure(Inner.Simulation, ref _random, _student.Sight);
        double deviation = PlaceErrors * _placeNoiseM;
        Vector3d error = new(deviation * _random.NextGaussian(), deviation * _random.NextGaussian(), 0);
        _student.Begin(target with { Place = target.Place + error, AreaM2 = target.AreaM2 * (1 + (AreaNoise * _random.NextGaussian())) });
        Look();
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        StepResult result = Inner.Step(action);
        if (result.Fault is not null)
            return result;
        for (int i = 0; i < action.Length; i++)
            _limited[i] = Math.Clamp(action[i], -1, 1);
        _student.Acted(_limited);
        _steps++;
        Look();
        return result;
    }

    /// <inheritdoc/>
    public void Observe(Span<float> observation, Span<float> privileged) => _student.Write(observation);

    /// <inheritdoc/>
    public void ReadCosts(Span<float> costs) => Inner.ReadCosts(costs);

    /// <inheritdoc/>
    public void ReadMetrics(Span<float> metrics) => Inner.ReadMetrics(metrics);

    /// <inheritdoc/>
    public void Dispose() => Inner.Dispose();

    private void Look()
    {
        if (_steps % StepsPerPicture == 0)
            _rays.Look(Inner.Simulation, Inner.MeasuredRad, DepthNoiseM, ref _random, _student.Sight);
        _student.Sense(Inner.MeasuredRad, Inner.TargetsRad, Inner.WorldFromWanted.Translation);
    }
}
