using DexGrasp.Core.Environments;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>Runs methods in scenes. One thread at a time.</summary>
/// <param name="worlds">The scenes; shared with others, stays open longer.</param>
/// <param name="policy">Null where none is judged; shared with others.</param>
/// <param name="student">The same for the one that sees pictures.</param>
/// <param name="stop">Ends an episode between two steps.</param>
internal sealed class RetrievalRunner(RetrievalWorlds worlds, IActor? policy, IActor? student, CancellationToken stop) : IDisposable
{
    private readonly Dictionary<string, (RetrievalScript Script, RetrievalEnvironment Environment)> _made = [];
    private RetrievalSimulation? _oracle;

    /// <summary>Runs a method in a scene.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RetrievalEpisode Run(RetrievalMethod method, int scene) => method.Name switch
    {
        RetrievalMethod.IdealEach => Ideal(method.Name, scene, worlds.Objects - 1),
        RetrievalMethod.IdealNeeded => Ideal(method.Name, scene, IdealRemoval.Count(_oracle ??= new RetrievalSimulation(worlds), scene)),
        _ => Simulate(method, scene),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((RetrievalScript script, RetrievalEnvironment environment) in _made.Values)
        {
            (script as IDisposable)?.Dispose();
            environment.Dispose();
        }

        _oracle?.Dispose();
    }

    private RetrievalEpisode Simulate(RetrievalMethod method, int scene)
    {
        if (!_made.TryGetValue(method.Name, out (RetrievalScript Script, RetrievalEnvironment Environment) made))
        {
            RetrievalScript script = method.MakeScript?.Invoke() ?? Policy(method);
            _made[method.Name] = made = (script, new RetrievalEnvironment(worlds, script.Options));
        }

        ulong seed = worlds.Library.Options.Seed;
        BaselineResult r = BaselineRun.Episode(made.Environment, made.Script, scene, EpisodeRandom.Derive(seed, (ulong)scene), stop);
        bool done = made.Script is GraspEveryObject && r is { Fault: null, TargetLost: false };
        if (method.Name == RetrievalMethod.StudentAlone)
            r = r with { Success = r is { Fault: null, TargetLost: false, DoneSteps: not null } && r.Exposure >= made.Script.Options.ExposedAt, Steps = r.DoneSteps ?? r.EpisodeSteps };
        return new RetrievalEpisode(
            method.Name, seed, scene, r.Success, r.Steps, r.EpisodeSteps, done ? r.DoneSteps : null, r.OccludersLeft, r.Exposure, r.Exposed80, r.ObjectsLost, r.TargetLost, r.StepsOverForce, r.Fault);
    }

    private RetrievalScript Policy(RetrievalMethod method)
    {
        IActor actor = (method.IsStudent ? student : policy) ?? throw new InvalidOperationException("No policy was opened.");
        return method.IsStudent ? new StudentScript(actor, worlds, method.Name == RetrievalMethod.StudentAlone) : new PolicyScript(actor);
    }

    private RetrievalEpisode Ideal(string method, int scene, int objects)
    {
        int steps = objects * IdealRemoval.StepsPerObject;
        return new RetrievalEpisode(method, worlds.Library.Options.Seed, scene, true, steps, steps, null, worlds.Objects - 1 - objects, 1, true, objects, false, 0, null);
    }
}
