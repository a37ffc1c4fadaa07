using DexGrasp.Controller.Chunks;
using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Policy;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller;

/// <summary>
/// Grasps with a learned policy: the target's mask is kept from picture to picture, and every observation gives a new chunk that
/// goes on from the one in play. Placing and going home are the classical controller's. Decides from pictures and joint
/// measurements alone.
/// </summary>
/// <remarks>Deterministic: equal observations, seed and delays give equal chunks on one machine. One thread at a time.</remarks>
public sealed class LearnedController : IGraspController, IDelayAware
{
    private readonly RobotContext _context;
    private readonly SkillRunner _skills;
    private readonly ChunkPolicy _policy;
    private readonly MotionRunner _runner;
    private readonly LearnedControllerOptions _options;

    /// <summary>Makes a controller.</summary>
    /// <param name="robot">Joints, limits, mounting.</param>
    /// <param name="cell">Where the area and the tray are.</param>
    /// <param name="model">The policy; stays the caller's to dispose of, and nobody else may run it meanwhile.</param>
    /// <param name="options">Default: see there.</param>
    /// <exception cref="PolicyException">The policy is for another robot.</exception>
    public LearnedController(RobotModel robot, Workcell cell, PolicyModel model, LearnedControllerOptions? options = null)
    {
        if (model.Folder.Card.Robot != robot.Name)
            throw new PolicyException($"Policy {model.Folder.Path} was made for robot '{model.Folder.Card.Robot}'; this is '{robot.Name}'.");
        _options = options ?? new LearnedControllerOptions();
        _context = new RobotContext(robot, cell);
        _runner = new MotionRunner(robot);
        _skills = new SkillRunner(_context, _runner);
        _policy = new ChunkPolicy(_context, model, _options);
        InferenceDelay = _options.InferenceDelay;
        Name = $"policy-{model.Folder.CardHash[..12]}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimeSpan InferenceDelay
    {
        get => _policy.InferenceDelay;
        set => _policy.InferenceDelay = value;
    }

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation) =>
        _skills.Begin(new LearnedGraspSkill(_context, _runner, _policy, _options, goal, observation));

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) => _skills.BeginPlace(dropPointInWorld, observation);

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => _skills.BeginHome(observation);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation) => _skills.Act(observation);
}
