using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;

namespace DexGrasp.App.Grasping;

/// <summary>The robot as a task under way sees it: what is observed becomes the task's newest observation.</summary>
/// <param name="link">Where observations come from.</param>
/// <param name="robot">The robot.</param>
/// <param name="observer">Is told of a stop that nobody confirmed.</param>
internal sealed class TaskRobot(IRobotLink link, RobotModel robot, IGraspLoopObserver observer)
{
    private const double HomeArmRad = 0.1;
    private const double HomeHandRad = 0.3;

    /// <summary>Takes the robot's lease unless the task holds it already, and looks.</summary>
    public async Task ArmAsync(TaskProgress task, CancellationToken stop)
    {
        if (task.IsArmed)
            return;
        await link.ArmAsync(stop).ConfigureAwait(false);
        task.IsArmed = true;
        task.Now = await link.ObserveAsync(task.Now.State.At, stop).ConfigureAwait(false);
    }

    /// <summary>Observes.</summary>
    /// <param name="task">Gets the observation.</param>
    /// <param name="after">Least time since the task's newest observation.</param>
    /// <param name="looks">Whether new pictures are needed.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The robot has stopped and latched.</exception>
    public async Task ObserveAsync(TaskProgress task, TimeSpan after, bool looks, CancellationToken stop)
    {
        task.Now = await link.ObserveAsync(task.Now.State.At + after, looks, stop).ConfigureAwait(false);
        if (task.Now.State.Mode is GateMode.Latched)
            throw new InvalidOperationException("The driver host has stopped and latched; see event/gate for the reason. Clear the cause, then reset with the operator's token.");
    }

    /// <summary>Returns whether the arm is out of the way and the hand open, so that the whole table can be seen.</summary>
    public bool IsHome(RobotState state)
    {
        ReadOnlySpan<double> at = state.PositionsRad.Span, home = robot.HomeRad.Span;
        for (int joint = 0; joint < RobotModel.Dof; joint++)
            if (Math.Abs(at[joint] - home[joint]) > (joint < RobotModel.ArmDof ? HomeArmRad : HomeHandRad))
                return false;
        return true;
    }

    /// <summary>Stops, and says so when nobody confirms it.</summary>
    public async Task TryStopAsync(string reason)
    {
        if (await link.TryStopAsync(reason).ConfigureAwait(false) is { } unconfirmed)
            observer.Said(unconfirmed);
    }
}
