using DexGrasp.Core.Geometry;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Loops;

/// <summary>What the planner remembers of one task: the plan, what was taken, what failed where. One owner.</summary>
/// <param name="plan">What is to be done.</param>
/// <param name="limits">How often to try.</param>
public sealed class TaskMemory(TaskPlan plan, GraspLoopLimits limits)
{
    // An object that could not be grasped may have been pushed a little.
    private const double SamePlaceM = 0.05;
    private readonly List<(Vector3d Place, string Noun, int Failures)> _failures = [];
    private readonly int[] _taken = new int[plan.Steps.Count];
    private Proposal? _justPlaced;

    /// <summary>Gets what is to be done.</summary>
    public TaskPlan Plan => plan;

    /// <summary>Gets how often to try.</summary>
    public GraspLoopLimits Limits => limits;

    /// <summary>Gets what the first picture of the task showed; null before the first completion check.</summary>
    public SceneView? Initial { get; internal set; }

    /// <summary>Gets the grasps tried so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Gets the objects placed so far, without those that came to lie on the table again.</summary>
    public int Placed { get; private set; }

    /// <summary>Gets the number of the step under way, from 0; the number of steps when all are done.</summary>
    public int StepIndex { get; internal set; }

    /// <summary>Gets how many objects of a step were placed.</summary>
    /// <param name="step">From 0.</param>
    public int TakenOf(int step) => _taken[step];

    /// <summary>Gets how many objects were given up, by place.</summary>
    public int GivenUp => _failures.Count(f => f.Failures >= limits.AttemptsPerObject);

    internal List<Vector3d> Protected { get; } = [];

    /// <summary>Notes that a grasp of the proposed object begins.</summary>
    public void RecordAttempt(Proposal proposal)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        Attempts++;
    }

    /// <summary>Notes that the proposed object was released over the tray.</summary>
    public void RecordPlaced(Proposal proposal)
    {
        if (proposal.StepIndex < _taken.Length)
            _taken[proposal.StepIndex]++;
        Placed++;
        _justPlaced = proposal;
        ForgetFailures(proposal);
    }

    /// <summary>Takes back what was placed last if it lies on the table again: as many objects as before, and one of its kind where none lay.</summary>
    /// <param name="scene">The first look after it was placed; later ones say nothing about it.</param>
    internal void CheckPlaced(SceneView scene)
    {
        if (_justPlaced is { Object: { } placed, Seen: var before } proposal && scene.Objects.Count >= before.Objects.Count
            && scene.Objects.Any(o => o.Noun == placed.Noun && before.Objects.All(b => Level(b.Centre - o.Centre) > SamePlaceM)))
        {
            Placed--;
            if (proposal.StepIndex < _taken.Length)
                _taken[proposal.StepIndex]--;
        }

        _justPlaced = null;
    }

    /// <summary>Notes that the proposed object was not grasped, or was lost on the way.</summary>
    public void RecordFailure(Proposal proposal)
    {
        if (proposal.Object is not { } o)
            return;
        int known = _failures.FindIndex(f => Level(f.Place - o.Centre) < SamePlaceM && f.Noun == o.Noun);
        if (known < 0)
            known = _failures.FindIndex(f => Level(f.Place - o.Centre) < SamePlaceM / 2);
        if (known >= 0)
            _failures[known] = (o.Centre, o.Noun, _failures[known].Failures + 1);
        else
            _failures.Add((o.Centre, o.Noun, 1));
    }

    /// <summary>Returns how often grasping an object at this place failed.</summary>
    public int FailuresOf(SeenObject o)
    {
        int most = 0;
        foreach ((Vector3d place, string noun, int failures) in _failures)
            if (Level(place - o.Centre) < (noun == o.Noun ? SamePlaceM : SamePlaceM / 2))
                most = Math.Max(most, failures);
        return most;
    }

    internal bool IsGivenUp(SeenObject o) => FailuresOf(o) >= limits.AttemptsPerObject;

    internal bool IsProtected(SeenObject o) => Protected.Exists(p => Level(p - o.Centre) < SamePlaceM / 2);

    // What failed at one place and was pushed to another is not given up once it is in the tray.
    private void ForgetFailures(Proposal placed)
    {
        if (placed.Object is { } o)
            _failures.RemoveAll(f => f.Noun == o.Noun && placed.Seen.Objects.All(s => ReferenceEquals(s, o) || Level(s.Centre - f.Place) > SamePlaceM));
    }

    private static double Level(Vector3d v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));
}
