using DexGrasp.App.Cli;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>A way to uncover the target that is judged.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="BoundSteps">What a failure counts as. Unit: control steps.</param>
/// <param name="Reads">Whether it needs readings while it works; an ideal removal needs none, and a policy that sees pictures takes them in passing.</param>
/// <param name="MakeScript">Makes the script; null for policies and for the ideal removals, which nothing simulates.</param>
internal sealed record RetrievalMethod(string Name, int BoundSteps, bool Reads, Func<RetrievalScript>? MakeScript = null)
{
    /// <summary>Name of the learned policy.</summary>
    public const string Policy = "policy";

    /// <summary>Name of the learned policy that sees joints and pictures alone.</summary>
    public const string Student = "student";

    /// <summary>Name of the same where its own estimate of the exposure ends an episode, right or wrong.</summary>
    public const string StudentAlone = "student-alone";

    /// <summary>Name of taking every occluder out once.</summary>
    public const string GraspEach = "grasp-each";

    /// <summary>Name of the row that counts its steps until every occluder is out.</summary>
    public const string GraspEachAll = "grasp-each-all";

    /// <summary>Name of the row that counts its steps until every occluder is out or given up.</summary>
    public const string GraspEachDone = "grasp-each-done";

    /// <summary>Name of the best case of taking every occluder out.</summary>
    public const string IdealEach = "ideal-each";

    /// <summary>Name of the best case of taking out what an oracle chooses.</summary>
    public const string IdealNeeded = "ideal-needed";

    /// <summary>Gets whether it is the policy that sees pictures.</summary>
    public bool IsStudent => Name is Student or StudentAlone;

    private static readonly int MostSteps = new RetrievalOptions().MaxSteps;

    /// <summary>Gets all that there are, in the order of the table.</summary>
    public static IReadOnlyList<RetrievalMethod> All { get; } =
    [
        new(Policy, MostSteps, true),
        new(Student, MostSteps, false),
        new(StudentAlone, MostSteps, false),
        new(GraspEach, GraspScript.Bound, true, () => new GraspEveryObject()),
        new("grasp-needed", GraspScript.Bound, true, () => new GraspAndRemove()),
        new("raking", MostSteps, true, () => new RakingStrokes()),
        new("strokes", MostSteps, true, () => new SpiralStrokes()),
        new("stirring", MostSteps, true, () => new RandomStirring()),
        new(IdealEach, GraspScript.Bound, false),
        new(IdealNeeded, GraspScript.Bound, false),
    ];

    /// <summary>Reads a list of names with commas.</summary>
    /// <returns>Each once, in the order of <see cref="All"/>.</returns>
    /// <exception cref="UserErrorException">A name is unknown, or there is none.</exception>
    public static IReadOnlyList<RetrievalMethod> Parse(string list)
    {
        string[] names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string? unknown = names.FirstOrDefault(name => All.All(m => m.Name != name));
        if (unknown is not null || names.Length == 0)
            throw new UserErrorException($"--methods: there is no method '{unknown}'. Nothing was run.", $"There are {string.Join(", ", All.Select(m => m.Name))}.");
        return [.. All.Where(m => names.Contains(m.Name))];
    }

    /// <summary>Returns what an episode counts as.</summary>
    /// <returns>Steps of a success, otherwise <see cref="BoundSteps"/>.</returns>
    public int Counted(RetrievalEpisode episode) => episode.Success ? episode.Steps : BoundSteps;

    /// <summary>Returns what an episode counts as when the hand leaves the pile for every reading.</summary>
    /// <param name="episode">Of this method.</param>
    /// <param name="everySteps">Control steps from reading to reading.</param>
    /// <param name="retreatSteps">Control steps out and back.</param>
    public int CountedWithRetreats(RetrievalEpisode episode, int everySteps, int retreatSteps) =>
        Counted(episode) + (Reads ? Counted(episode) / everySteps * retreatSteps : 0);
}
