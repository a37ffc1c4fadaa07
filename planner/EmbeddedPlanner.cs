using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;

namespace DexGrasp.Planner;

/// <summary>
/// The planner that needs no model server. Its methods are the sub-tasks of DexGraspVLA's planner (arXiv 2502.20900):
/// completion check, proposal, box, outcome verification. It decides from camera pictures and joint measurements alone.
/// </summary>
/// <remarks>One thread at a time. All answers are in plain words.</remarks>
public sealed class EmbeddedPlanner : IPlanner
{
    // What the hand spans at most. Unit: m.
    private const double WidestM = 0.09;

    private readonly InstructionParser _parser;
    private readonly HarmGuard _guard;
    private readonly ObjectFinder _finder;
    private readonly TargetChooser _chooser;
    private readonly GraspVerifier _verifier;
    private readonly bool _hasBoard;

    /// <summary>Makes a planner.</summary>
    /// <param name="cell">Where table area and tray are.</param>
    /// <param name="robot">Whose pixels are left out, and whose fingers are judged.</param>
    /// <param name="votes">Tells what in a picture belongs together.</param>
    /// <param name="vocabulary">The words it knows; default: the built-in ones.</param>
    public EmbeddedPlanner(Workcell cell, RobotModel robot, IObjectVotes votes, Vocabulary? vocabulary = null)
    {
        vocabulary ??= Vocabulary.BuiltIn;
        _parser = new InstructionParser(vocabulary);
        _guard = vocabulary.Guard;
        _finder = new ObjectFinder(cell, robot, votes, vocabulary);
        _chooser = new TargetChooser(new ReferenceResolver(cell));
        _verifier = new GraspVerifier(robot);
        _hasBoard = cell.Furniture == WorkcellFurniture.Board;
    }

    /// <inheritdoc/>
    public string Name => "embedded";

    /// <summary>Makes a plan of a person's words. Never throws, whatever the text.</summary>
    /// <param name="prompt">Free English.</param>
    public PlannerAnswer Understand(string? prompt) => _parser.Parse(prompt);

    /// <summary>Returns why words are refused whatever a planner makes of them, or null.</summary>
    internal string? Danger(string prompt) => _guard.Check(prompt);

    /// <summary>Finds all objects in the head picture.</summary>
    /// <exception cref="ArgumentException">The head picture has no depth.</exception>
    public SceneView Look(Observation observation) => _finder.Look(observation.Head, observation.HeadState);

    /// <summary>Keeps the task's first picture, and what the plan leaves alone in it. Later calls do nothing.</summary>
    internal void Begin(TaskMemory memory, SceneView scene) => _chooser.Begin(memory, scene);

    /// <summary>Compares the head picture with the plan and with the task's first picture: is there anything left to do?</summary>
    /// <param name="memory">Of this task; the first call keeps the first picture in it.</param>
    /// <param name="observation">The arm should be home, so that it hides nothing.</param>
    public CompletionVerdict CheckCompletion(TaskMemory memory, Observation observation) => _chooser.CheckCompletion(memory, Look(observation));

    /// <summary>Chooses the next object: by the plan's order, else what fits best, is free and stands on the right.</summary>
    /// <param name="memory">Of this task.</param>
    /// <param name="observation">The arm should be home, so that it hides nothing.</param>
    public Proposal Propose(TaskMemory memory, Observation observation) => _chooser.Propose(memory, Look(observation));

    /// <summary>Finds the chosen object's box and pixels in the newest head picture.</summary>
    /// <param name="proposal">From <see cref="Propose"/>.</param>
    /// <param name="observation">The same observation, or a newer one.</param>
    public GroundedGoal Ground(Proposal proposal, Observation observation)
    {
        if (proposal.Object is not { } chosen)
            return new GroundedGoal(null, null, "Nothing was chosen.");
        SceneView scene = Look(observation);
        SeenObject? found = scene.Objects.Contains(chosen) ? chosen : scene.Objects
            .Where(o => (o.Centre - chosen.Centre).Length < 0.06)
            .MinBy(o => (o.Centre - chosen.Centre).Length + (o.Noun == chosen.Noun ? 0 : 0.02));
        if (found is null)
            return new GroundedGoal(null, null, $"The {proposal.Label} is no longer where it was. {scene.Describe()}");
        if (TargetGuard.Objection(proposal.Targets, found) is { } objection)
            return new GroundedGoal(null, null, $"I will not take what is now where the {proposal.Label} was: {objection}. {scene.Describe()}");
        BoundingBox box = found.Box;
        var goal = new GraspGoal(proposal.Instruction, proposal.Label, box, observation.Head.Number) { Manner = MannerFor(found) };
        string how = goal.Manner == GraspManner.Direct ? "" : $" It is {100 * Math.Min(found.Size.LengthM, found.Size.WidthM):0} cm wide and the hand opens to {100 * WidestM:0}: I will push it over the edge and take it there.";
        return new GroundedGoal(goal, found.Mask, $"The {proposal.Label} is at ({(box.Left + box.Right) / 2}, {(box.Top + box.Bottom) / 2}) in the head picture.{how}");
    }

    // Where there is an edge, what the hand cannot span need not be given up.
    private GraspManner MannerFor(SeenObject seen) =>
        _hasBoard && Math.Min(seen.Size.LengthM, seen.Size.WidthM) > WidestM ? GraspManner.PushedFirst : GraspManner.Direct;

    /// <summary>Judges whether the object is in the hand: is its place empty, did the fingers stop on something, is its colour at the hand?</summary>
    /// <param name="before">The observation that the goal was made from.</param>
    /// <param name="after">Hand closed and lifted.</param>
    /// <param name="target">The object as it was grounded.</param>
    public GraspVerdict VerifyGrasp(Observation before, Observation after, GroundedGoal target) => _verifier.Verify(before, after, target);

    /// <inheritdoc/>
    Task<PlannerAnswer> IPlanner.UnderstandAsync(string? prompt, CancellationToken cancellationToken) => Task.FromResult(Understand(prompt));

    /// <inheritdoc/>
    Task<CompletionVerdict> IPlanner.CheckCompletionAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken) =>
        Task.FromResult(CheckCompletion(memory, observation));

    /// <inheritdoc/>
    Task<Proposal> IPlanner.ProposeAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken) =>
        Task.FromResult(Propose(memory, observation));

    /// <inheritdoc/>
    Task<GroundedGoal> IPlanner.GroundAsync(Proposal proposal, Observation observation, CancellationToken cancellationToken) =>
        Task.FromResult(Ground(proposal, observation));

    /// <inheritdoc/>
    Task<GraspVerdict> IPlanner.VerifyGraspAsync(Observation before, Observation after, GroundedGoal target, CancellationToken cancellationToken) =>
        Task.FromResult(VerifyGrasp(before, after, target));
}
