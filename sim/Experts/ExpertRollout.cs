using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <summary>
/// Plays the expert's rules forward from a state on a robot that follows exactly and an object that lets itself be taken:
/// the next chunk of joint targets.
/// </summary>
internal sealed class ExpertRollout
{
    private const double GripSpeedRad = 0.07;
    private const double PreshapeSpeedRad = 0.10;
    private readonly RobotModel _robot;
    private readonly ArmMotion _arm;

    internal ExpertRollout(RobotModel robot)
    {
        _robot = robot;
        _arm = new ArmMotion(robot);
    }

    /// <summary>Returns a full chunk.</summary>
    /// <param name="aim">Where things stand; a copy is taken ahead.</param>
    /// <param name="commandRad">Targets in force. Shape: [13]. Unit: rad.</param>
    /// <param name="speedRadPerS">Their speed. Shape: [13]. Unit: rad/s.</param>
    /// <param name="observedAt">Time of the state.</param>
    internal ActionChunk Play(ExpertAim aim, ReadOnlySpan<double> commandRad, ReadOnlySpan<double> speedRadPerS, TimeSpan observedAt)
    {
        var chunk = new double[ActionChunk.Horizon * RobotModel.Dof];
        Span<double> hand = stackalloc double[RobotModel.Dof];
        commandRad.CopyTo(hand);
        _arm.Start(commandRad, speedRadPerS);
        HandClosing closing = HandGeometry.Read(commandRad);
        for (int step = 0; step < ActionChunk.Horizon; step++)
        {
            closing = Step(ref aim, closing);
            Span<double> row = chunk.AsSpan(step * RobotModel.Dof, RobotModel.Dof);
            double turn = hand[7];
            HandGeometry.Write(closing, hand, _robot);
            double turnGoal = aim.Phase is ExpertPhase.Home or ExpertPhase.Rest ? _robot.HomeRad.Span[7] : HandGeometry.ThumbTurnRad;
            hand[7] = turn + Math.Clamp(turnGoal - turn, -PreshapeSpeedRad, PreshapeSpeedRad);
            hand.CopyTo(row);
            _arm.ArmRad.CopyTo(row);
        }

        return new ActionChunk(chunk, observedAt);
    }

    private HandClosing Step(ref ExpertAim aim, HandClosing closing)
    {
        switch (aim.Phase)
        {
            case ExpertPhase.Reach when aim.Plan is null:
                _arm.Stop();
                return closing.Towards(aim.Opened, PreshapeSpeedRad);
            case ExpertPhase.Reach:
                double toGrip = aim.Pass(_arm.ArmRad);
                _arm.TowardsPosture(aim.NextRad);
                if (toGrip < 0.02)
                    aim.Phase = ExpertPhase.Descend;
                return closing.Towards(aim.Plan.Open, PreshapeSpeedRad);
            case ExpertPhase.Descend:
                return StepDescend(ref aim, closing);
            case ExpertPhase.Close:
                return StepClose(ref aim, closing);
            case ExpertPhase.Lift:
                if (_arm.TowardsPose(aim.WorldFromToolGoal, 0.20).LeftM < 0.004)
                    aim.Phase = ExpertPhase.Hold;
                return closing.Towards(aim.Plan!.Squeeze, GripSpeedRad);
            case ExpertPhase.BackOut:
                if (_arm.TowardsPose(aim.WorldFromToolGoal, closing.DistanceTo(aim.Opened) > 0.25 ? 0.02 : 0.25).LeftM < 0.01)
                    aim.Phase = aim.AfterBackOut;
                return closing.Towards(aim.Opened, PreshapeSpeedRad);
            case ExpertPhase.Carry:
                double toDrop = aim.Pass(_arm.ArmRad);
                _arm.TowardsPosture(aim.NextRad, 0.4);
                if (toDrop < 0.02)
                    aim.Phase = ExpertPhase.Lower;
                return closing;
            case ExpertPhase.Lower:
                if (_arm.TowardsPose(aim.WorldFromToolGoal, 0.20).LeftM < 0.006)
                    aim.Phase = ExpertPhase.Release;
                return closing;
            case ExpertPhase.Release:
                _arm.Stop();
                return closing.Towards(aim.Opened, GripSpeedRad);
            case ExpertPhase.Home or ExpertPhase.Rest:
                aim.Pass(_arm.ArmRad);
                _arm.TowardsPosture(aim.NextRad);
                return closing.Towards(HandGeometry.Read(_robot.HomeRad.Span), PreshapeSpeedRad);
            default:
                _arm.Stop();
                return closing;
        }
    }

    private HandClosing StepDescend(ref ExpertAim aim, HandClosing closing)
    {
        RigidTransform goal = GripPlan.ToolAt(aim.WorldFromGrip, aim.Plan!.Open, _robot.FlangeFromTool);
        RigidTransform tool = _arm.WorldFromTool;
        Vector3d up = aim.WorldFromGrip.Rotation * new Vector3d(0, 0, -1), offset = tool.Translation - goal.Translation;
        double height = Vector3d.Dot(offset, up), aside = (offset - (up * height)).Length, turn = goal.Rotation.AngleTo(tool.Rotation);
        // First exactly above, then down: a hand that comes down aslant knocks things over.
        double keep = Math.Clamp((10 * (aside - 0.006)) + (0.6 * (turn - 0.05)), 0, Math.Max(0, height));
        _arm.TowardsPose(goal with { Translation = goal.Translation + (up * keep) }, 0.25);
        if (offset.Length < 0.004 && turn < 0.04)
            aim.Phase = ExpertPhase.Close;
        return closing.Towards(aim.Plan.Open, PreshapeSpeedRad);
    }

    private HandClosing StepClose(ref ExpertAim aim, HandClosing closing)
    {
        // The pads' middle moves as the hand closes; the arm makes up for it until they touch, so that they meet the object evenly.
        HandClosing soFar = closing.FingerRad < aim.Plan!.Contact.FingerRad ? closing : aim.Plan.Contact;
        _arm.TowardsPose(GripPlan.ToolAt(aim.WorldFromGrip, soFar, _robot.FlangeFromTool), 0.15);
        HandClosing next = closing.Towards(aim.Plan.Squeeze, GripSpeedRad);
        if (next.DistanceTo(aim.Plan.Squeeze) < 1e-6)
        {
            aim.Phase = ExpertPhase.Lift;
            aim.WorldFromToolGoal = LiftGoal(aim);
        }

        return next;
    }

    /// <summary>Returns where the tool is when the object is lifted.</summary>
    internal RigidTransform LiftGoal(in ExpertAim aim)
    {
        RigidTransform tool = GripPlan.ToolAt(aim.WorldFromGrip, aim.Plan!.Contact, _robot.FlangeFromTool);
        return tool with { Translation = tool.Translation + aim.Plan.LiftOffset };
    }
}
