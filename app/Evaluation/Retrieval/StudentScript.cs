using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>
/// The student in a script's place: what a robot would run (<see cref="RetrievalTask"/>), with drawn pictures and noisy joints. Of the
/// simulation it knows nothing but where the target lay before it was covered, with an error of 2 cm.
/// </summary>
/// <param name="actor">May be shared between threads if it allows that.</param>
/// <param name="worlds">The scenes.</param>
/// <param name="stopsItself">Whether its own estimate ends an episode; otherwise the judge does, as for all other methods.</param>
internal sealed class StudentScript(IActor actor, RetrievalWorlds worlds, bool stopsItself) : RetrievalScript, IDisposable
{
    private const double PlaceNoiseM = 0.014;
    private readonly RetrievalTask _task = new(actor, stopsItself);
    private RetrievalPictures? _pictures;
    private int _steps;
    private ulong _pictureSeed;

    /// <inheritdoc/>
    public override string Name => stopsItself ? RetrievalMethod.StudentAlone : RetrievalMethod.Student;

    /// <inheritdoc/>
    public override RetrievalOptions Options { get; } = new() { EndsWhenUncovered = !stopsItself };

    /// <inheritdoc/>
    public override bool IsDone => _task.Phase == RetrievalPhase.Done;

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        if (_steps % RetrievalStudentEnvironment.StepsPerPicture == 0)
        {
            (HeightMap map, Mask mask) = _pictures!.Take(Simulation.Data, EpisodeRandom.Derive(_pictureSeed, (ulong)_steps));
            _task.Look(map, mask, Environment.MeasuredRad);
        }

        _steps++;
        _task.Act(Environment.MeasuredRad, Environment.TargetsRad, Environment.WorldFromWanted.Translation, action);
    }

    /// <inheritdoc/>
    public void Dispose() => _pictures?.Dispose();

    /// <inheritdoc/>
    protected override void Start()
    {
        _pictures?.Dispose();
        _pictures = new RetrievalPictures(worlds[Simulation.World]);
        var random = new EpisodeRandom(EpisodeRandom.Derive(Seed, 3));
        (_steps, _pictureSeed) = (0, random.NextBits());
        RetrievalTarget target = _pictures.MeasureAlone(Simulation, random.NextBits());
        _task.Begin(target with { Place = target.Place + new Vector3d(PlaceNoiseM * random.NextGaussian(), PlaceNoiseM * random.NextGaussian(), 0) });
    }
}
