using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <content>When one phase follows another, judged from what is measured.</content>
public sealed partial class GraspExpert
{
    private static readonly double[] Clearances = [0.004, 0.0, -0.006, -0.02, -1];

    private void Judge(RobotState state)
    {
        RigidTransform tool = _solver.Kinematics.WorldFromTool(state.PositionsRad.Span);
        TakeOver(state, tool);
        switch (_aim.Phase)
        {
            case ExpertPhase.Reach:
                JudgeReach(state);
                break;
            case ExpertPhase.Descend:
                JudgeDescend(state, tool);
                break;
            case ExpertPhase.Close:
                JudgeClose(state, tool);
                break;
            case ExpertPhase.Lift or ExpertPhase.Hold:
                JudgeHeld(state, tool);
                break;
            case ExpertPhase.BackOut:
                if ((tool.Translation - _aim.WorldFromToolGoal.Translation).Length < 0.025 || state.At - _since > TimeSpan.FromSeconds(2.5))
                    Enter(_aim.AfterBackOut, state);
                break;
            default:
                JudgePlacing(state, tool);
                break;
        }
    }

    private void JudgeReach(RobotState state)
    {
        if (_aim.Plan is not null && HasMoved())
            _aim.Plan = null;
        if (_aim.Plan is null && !Choose())
        {
            Enter(ExpertPhase.GaveUp, state);
            return;
        }

        if (_aim.Pass(state.PositionsRad.Span) < 0.035 || IsHeldUp(state))
            Enter(ExpertPhase.Descend, state);
        else
            FindBack(state);
    }

    private void JudgeDescend(RobotState state, RigidTransform tool)
    {
        if (HasMoved())
        {
            _aim.Plan = null;
            Miss("the object moved away", state, tool);
            return;
        }

        _aim.WorldFromGrip = _world.WorldFromObject(_target) * _aim.Plan!.ObjectFromGrip;
        RigidTransform goal = GripPlan.ToolAt(_aim.WorldFromGrip, _aim.Plan.Open, _world.Robot.FlangeFromTool);
        double left = (goal.Translation - tool.Translation).Length;
        if (IsDownBeside(goal, tool))
        {
            BackOut(ExpertPhase.Reach, state, tool);
            return;
        }

        if (left < 0.007 && goal.Rotation.AngleTo(tool.Rotation) < 0.07)
            Enter(ExpertPhase.Close, state);
        else if (left > 0.30)
            Enter(ExpertPhase.Reach, state);
        else if (state.At - _since > TimeSpan.FromSeconds(3))
            Miss("the hand could not get down to it", state, tool);
    }

    private void JudgeClose(RobotState state, RigidTransform tool)
    {
        Vector3d grip = _world.WorldFromObject(_target) * _aim.Plan!.ObjectFromGrip.Translation;
        if ((grip - _aim.WorldFromGrip.Translation).Length > 0.04)
        {
            Miss("it slipped out of the closing hand", state, tool);
            return;
        }

        if (IsAstray(tool))
        {
            BackOut(ExpertPhase.Reach, state, tool);
            return;
        }

        bool closed = HandGeometry.Read(state.CommandedRad.Span).DistanceTo(_aim.Plan.Squeeze) < 0.02;
        if (!closed)
            _touchedAt = state.At;
        else if (state.At - _touchedAt > TimeSpan.FromSeconds(0.12))
        {
            if (!IsTouched())
            {
                Miss("the hand closed on air", state, tool);
                return;
            }

            _aim.WorldFromToolGoal = _rollout.LiftGoal(_aim);
            Enter(ExpertPhase.Lift, state);
        }
    }

    // Lost only when nothing has touched for a while or the hand has left the object behind: a short loss of contact is no miss.
    private void JudgeHeld(RobotState state, RigidTransform tool)
    {
        if (IsTouched())
            _touchedAt = state.At;
        RigidTransform holding = GripPlan.ToolAt(_world.WorldFromObject(_target) * _aim.Plan!.ObjectFromGrip, _aim.Plan.Contact, _world.Robot.FlangeFromTool);
        bool behind = (holding.Translation - tool.Translation).Length > 0.07;
        if (behind || state.At - _touchedAt > TimeSpan.FromSeconds(0.4))
        {
            Miss("it slipped out while being lifted", state, tool);
            return;
        }

        if (_aim.Phase == ExpertPhase.Lift && (tool.Translation - _aim.WorldFromToolGoal.Translation).Length < 0.012)
            Enter(ExpertPhase.Hold, state);
    }

    private bool IsTouched()
    {
        double thumb = _world.ContactForceN(_target, ContactPartner.Thumb), fingers = _world.ContactForceN(_target, ContactPartner.Finger), palm = _world.ContactForceN(_target, ContactPartner.Palm);
        return (thumb > TouchN ? 1 : 0) + (fingers > TouchN ? 1 : 0) + (palm > TouchN ? 1 : 0) >= 2;
    }

    private bool HasMoved()
    {
        RigidTransform now = _world.WorldFromObject(_target) * _aim.Plan!.ObjectFromGrip;
        return (now.Translation - _aim.Plan.WorldFromGrip.Translation).Length > 0.02 || now.Rotation.AngleTo(_aim.Plan.WorldFromGrip.Rotation) > 0.25;
    }

    private bool Choose()
    {
        double fallenM = Math.Max(0, -LiftM());
        foreach (double clearance in Clearances)
        {
            List<GripPlan> plans = _planner.Best(_target, _commandRad, _failed, clearance, fallenM);
            double bestClearance = double.NegativeInfinity;
            for (int i = 0; i < Math.Min(3, plans.Count) && bestClearance < 0.005; i++)
            {
                GripPlan plan = plans[i];
                Vector3d up = plan.WorldFromGrip.Rotation * new Vector3d(0, 0, -1);
                RigidTransform above = plan.WorldFromGrip with { Translation = plan.WorldFromGrip.Translation + (up * plan.BackOffM) };
                (double[][] path, double air) = _transit.Plan(_commandRad, GripPlan.ToolAt(above, plan.Open, _world.Robot.FlangeFromTool), plan.Open);
                if (path.Length == 0 || air <= bestClearance)
                    continue;
                (_aim.Plan, _aim.WorldFromGrip) = (plan, plan.WorldFromGrip);
                SetPath(path);
                bestClearance = air;
            }

            if (_aim.Plan is not null)
                return true;
        }

        return false;
    }

    private void Miss(string reason, RobotState state, RigidTransform tool)
    {
        LastMiss = reason;
        if (_aim.Plan is not null)
            _failed.Add(_aim.Plan.ObjectFromGrip);
        _aim.Plan = null;
        BackOut(ExpertPhase.Reach, state, tool);
    }

    private void BackOut(ExpertPhase then, RobotState state, RigidTransform tool)
    {
        _aim.AfterBackOut = then;
        _aim.WorldFromToolGoal = tool with { Translation = tool.Translation + new Vector3d(0, 0, Math.Clamp(0.20 - tool.Translation.Z, 0.03, 0.12)) };
        Enter(ExpertPhase.BackOut, state);
    }

    private void Enter(ExpertPhase phase, RobotState state)
    {
        if (phase == ExpertPhase.Close)
            Attempts++;
        _aim.Phase = phase;
        _since = state.At;
        _touchedAt = state.At;
        if (phase == ExpertPhase.Reach && _aim.Plan is null)
            JudgeReach(state);
        if (phase == ExpertPhase.Home)
            PlanHome();
    }
}
