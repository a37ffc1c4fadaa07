using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Drivers.Link;
using DexGrasp.Planner;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Running;

/// <summary>
/// The run process: takes tasks one after the other, does them, and tells on event/plan how it goes. A task that comes while another is
/// under way takes its place (<see cref="GraspLoop.RunAsync"/>).
/// </summary>
/// <param name="link">The robot.</param>
/// <param name="planner">Understands and decides.</param>
/// <param name="controller">Moves arm and hand.</param>
/// <param name="options">Robot, cell and limits.</param>
/// <param name="observer">Is told what happens as well; null for nobody.</param>
internal sealed class TaskRunner(MqttRobotLink link, IPlanner planner, IGraspController controller, GraspLoopOptions options, IGraspLoopObserver? observer = null)
{
    /// <summary>Does one task.</summary>
    public Task<GraspLoopResult> DoAsync(string words, CancellationToken stop) => PublishingAsync((events, ct) => DoAsync(words, events, ct, CancellationToken.None), stop);

    /// <summary>Does the queue's tasks until stopped.</summary>
    /// <param name="tasks">Where they come from.</param>
    /// <param name="ended">Is told how each ended; null for nobody.</param>
    /// <param name="stop">Stops the arm under control, and ends.</param>
    public Task DoAllAsync(TaskQueue tasks, Action<GraspLoopResult>? ended, CancellationToken stop) => PublishingAsync(
        async (events, ct) =>
        {
            while (!ct.IsCancellationRequested)
            {
                (string words, CancellationToken change) = await tasks.TakeAsync(ct).ConfigureAwait(false);
                GraspLoopResult result = await DoAsync(words, events, ct, change).ConfigureAwait(false);
                ended?.Invoke(result);
            }

            return true;
        },
        stop);

    private async Task<GraspLoopResult> DoAsync(string words, PlanPublisher events, CancellationToken stop, CancellationToken change)
    {
        events.Began(words);
        OperatorIntent intent = IntentParser.BuiltIn.Parse(new OperatorUtterance(words)).Intent;
        GraspLoopResult result = intent is OperatorIntent.Home or OperatorIntent.Release
            ? await new HomeMotion(link, controller, options.MaxMotion).RunAsync(stop).ConfigureAwait(false)
            : await new GraspLoop(link, planner, controller, options, events).RunAsync(words, stop, change).ConfigureAwait(false);
        events.Ended(result);
        return result;
    }

    private async Task<T> PublishingAsync<T>(Func<PlanPublisher, CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var end = new CancellationTokenSource();
        var events = new PlanPublisher(link.PublishPlanAsync, observer);
        Task publishing = events.RunAsync(end.Token);
        try
        {
            return await work(events, stop).ConfigureAwait(false);
        }
        finally
        {
            events.Close();
            end.CancelAfter(TimeSpan.FromSeconds(1));
            await publishing.ConfigureAwait(false);
        }
    }
}
