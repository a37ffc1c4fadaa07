using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Running;

/// <summary>Goes home, without looking for objects: what the hand holds is put down first, and the hand opens.</summary>
/// <param name="robot">The robot.</param>
/// <param name="controller">Moves arm and hand.</param>
/// <param name="longest">How long it may take, on the robot's clock.</param>
internal sealed class HomeMotion(IRobotLink robot, IGraspController controller, TimeSpan longest)
{
    /// <summary>Moves.</summary>
    /// <returns>How it ended; expected failures are results, not exceptions.</returns>
    public async Task<GraspLoopResult> RunAsync(CancellationToken stop)
    {
        try
        {
            await robot.ArmAsync(stop).ConfigureAwait(false);
            Observation now = await robot.ObserveAsync(TimeSpan.Zero, stop).ConfigureAwait(false);
            TimeSpan deadline = now.State.At + longest;
            controller.BeginHome(now);
            while (true)
            {
                ControllerStep step = controller.Act(now);
                await robot.SendAsync(step.Chunk, controller.Name, stop).ConfigureAwait(false);
                if (step.Status != ControllerStatus.Acting)
                    return Ended(step.Status == ControllerStatus.Done ? GraspLoopState.Finished : GraspLoopState.Failed, $"The hand is open: {step.Note}.");
                now = await robot.ObserveAsync(now.State.At + step.ObserveAgainAfter, step.LooksNext, stop).ConfigureAwait(false);
                if (now.State.Mode is GateMode.Latched)
                    return Ended(GraspLoopState.Failed, "The driver host has stopped and latched; clear the cause, then reset with the operator's token.");
                if (now.State.At > deadline)
                    throw new TimeoutException($"Going home took longer than {longest.TotalSeconds:0} s; the arm was stopped.");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await robot.StopAsync("Stopped on request.", CancellationToken.None).ConfigureAwait(false);
            return Ended(GraspLoopState.Stopped, "Stopped on request.");
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException or BrokerException)
        {
            await TryStopAsync(fault.Message).ConfigureAwait(false);
            return Ended(GraspLoopState.Failed, fault.Message);
        }
    }

    private static GraspLoopResult Ended(GraspLoopState end, string words) => new(end, words, 0, 0);

    private async Task TryStopAsync(string reason)
    {
        try
        {
            await robot.StopAsync(reason, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException or BrokerException)
        {
            // The driver host brakes by itself when chunks stop coming; the first fault is what the operator has to know.
        }
    }
}
