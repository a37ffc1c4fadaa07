using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>Rises, goes home with the hand as it is, and opens there unless it holds something; what is held is put down first where the hand is.</summary>
internal sealed class HomeSkill : ISkill
{
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly List<Vector3d> _surroundings;
    private bool _begun;

    /// <summary>Begins to go home.</summary>
    public HomeSkill(RobotContext context, MotionRunner runner, Observation observation)
    {
        _surroundings = context.Surroundings(observation, 0.1);
        _context = context;
        _runner = runner;
    }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        bool done = _runner.IsDone(state);
        if (done && !_begun)
        {
            _begun = true;
            done = false;
            _runner.Begin(state, Path(state));
        }

        ControllerStatus status = done ? ControllerStatus.Done : ControllerStatus.Acting;
        return new SkillStep(_runner.Chunk(state), status, _runner.Wait(state), null, done ? "home" : "going home", LooksNext: false);
    }

    private List<double[]> Path(RobotState state)
    {
        double[] start = MotionRunner.Start(state), home = _context.Robot.HomeRad.ToArray();
        var path = new List<double[]> { start };
        if (IsClosed(start))
        {
            // Let go near the table, so that nothing falls from a height.
            RigidTransform tool = _context.Kinematics.WorldFromTool(start);
            var down = new RigidTransform(tool.Rotation, tool.Translation with { Z = Math.Min(tool.Translation.Z, 0.07) });
            if (_context.Paths.Line(start, down, start.AsSpan(RobotModel.ArmDof)) is { } line)
                path.AddRange(line.Skip(1));
            path.Add([.. path[^1][..RobotModel.ArmDof], .. home[RobotModel.ArmDof..]]);
        }

        path.AddRange(_context.Paths.Over(path[^1], home, _surroundings).Skip(1));
        return path;
    }

    private bool IsClosed(double[] positionsRad)
    {
        for (int i = RobotModel.ArmDof + 2; i < RobotModel.Dof; i++)
            if (positionsRad[i] > _context.Robot.HomeRad.Span[i] + 0.3)
                return true;
        return false;
    }
}
