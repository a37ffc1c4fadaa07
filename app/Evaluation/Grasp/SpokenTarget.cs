using DexGrasp.Controller.Perception;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>The product's way: the embedded planner finds in the head picture what the words mean. Reads no simulator state.</summary>
internal sealed class SpokenTarget : ITargetFinder
{
    private readonly EmbeddedPlanner _planner;
    private readonly TaskMemory? _memory;
    private readonly string _answer;
    private Proposal? _proposal;

    public SpokenTarget(Workcell cell, RobotModel robot, string instruction)
        : this(new EmbeddedPlanner(cell, robot, PartitionModel.BuiltIn), instruction)
    {
    }

    public SpokenTarget(EmbeddedPlanner planner, string instruction)
    {
        _planner = planner;
        PlannerAnswer answer = _planner.Understand(instruction);
        _answer = answer.Text;
        _memory = answer.Plan is { } plan ? new TaskMemory(plan, new GraspLoopLimits { AttemptsPerObject = 3 }) : null;
    }

    public GraspGoal? Find(Observation observation, out string missing)
    {
        missing = "the words were not understood: " + _answer;
        if (_memory is null)
            return null;
        missing = "the planner did not find it";
        if (_planner.CheckCompletion(_memory, observation).Trigger != GraspLoopTrigger.TaskOpen)
            return null;
        _proposal = _planner.Propose(_memory, observation);
        GroundedGoal grounded = _planner.Ground(_proposal, observation);
        if (grounded.Goal is not null)
            _memory.RecordAttempt(_proposal);
        return grounded.Goal;
    }

    public void Failed()
    {
        if (_proposal is not null)
            _memory!.RecordFailure(_proposal);
    }
}
