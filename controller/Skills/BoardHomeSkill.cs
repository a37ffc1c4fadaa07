using DexGrasp.Controller.Motion;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Controller.Skills;

/// <summary>
/// Goes home at the board. What the hand holds is first carried inwards and lowered towards the board; then the hand opens,
/// draws back towards the free edge and rises.
/// </summary>
internal sealed class BoardHomeSkill : ISkill
{
    private const double BackM = 0.07, ClearM = 0.10, RestM = 0.06, InsideM = 0.10, OpenSpeed = 0.5;
    private readonly RobotContext _context;
    private readonly MotionRunner _runner;
    private readonly Queue<List<double[]>> _motions = new();

    /// <summary>Begins.</summary>
    public BoardHomeSkill(RobotContext context, MotionRunner runner, RobotState state)
    {
        (_context, _runner) = (context, runner);
        Plan(MotionRunner.Start(state), GripCheck.Holds(state));
        runner.Clear();
    }

    /// <inheritdoc/>
    public SkillStep Act(Observation observation)
    {
        RobotState state = observation.State;
        bool done = _runner.IsDone(state) && _motions.Count == 0;
        if (_runner.IsDone(state) && _motions.TryDequeue(out List<double[]>? next))
            _runner.Begin(state, [MotionRunner.Start(state), .. next.Skip(1)], OpenSpeed);
        return new SkillStep(_runner.Chunk(state), done ? ControllerStatus.Done : ControllerStatus.Acting, _runner.Wait(state), null, done ? "home" : "going home", LooksNext: false);
    }

    private void Plan(double[] start, bool holds)
    {
        ReadOnlySpan<double> home = _context.Robot.HomeRad.Span;
        double[] at = start;
        if (holds)
        {
            RigidTransform tool = _context.Kinematics.WorldFromTool(at);
            double y = Math.Min(tool.Translation.Y, Board.EdgeY - InsideM), z = Board.TopZ + RestM;
            at = Go(at, tool.Rotation, tool.Translation with { Y = y, Z = Math.Max(tool.Translation.Z, z) }, at);
            at = Go(at, Board.WorldFromHand(Board.RestPitchRad), tool.Translation with { Y = y, Z = z }, at);
        }

        double[] open = [.. at[..RobotModel.ArmDof], at[RobotModel.ArmDof], Board.OpenHandRad.Thumb, .. home[(RobotModel.ArmDof + 2)..]];
        _motions.Enqueue([at, open]);
        RigidTransform from = _context.Kinematics.WorldFromTool(open);
        at = Go(open, from.Rotation, from.Translation + new Vector3d(0, BackM, 0), open);
        at = Go(at, from.Rotation, from.Translation + new Vector3d(0, BackM, ClearM), at);
        _motions.Enqueue([at, home.ToArray()]);
    }

    // As far as the arm gets: a way home that cannot be followed to the centimetre is still the way home.
    private double[] Go(double[] from, Rotation turn, Vector3d to, double[] hand)
    {
        if (_context.Paths.Line(from, new RigidTransform(turn, to), hand.AsSpan(RobotModel.ArmDof)) is not { } line)
            return from;
        _motions.Enqueue(line);
        return line[^1];
    }
}
