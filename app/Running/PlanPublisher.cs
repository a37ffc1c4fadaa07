using System.Threading.Channels;
using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Running;

/// <summary>Publishes on event/plan what a grasp loop says, decides and chooses, in order and never on the loop's own thread.</summary>
/// <param name="publish">Sends one message; false or an exception loses it.</param>
/// <param name="next">Is told of everything too; null for nobody.</param>
internal sealed class PlanPublisher(Func<PlanMessage, CancellationToken, Task> publish, IGraspLoopObserver? next = null) : IGraspLoopObserver
{
    private readonly IGraspLoopObserver _next = next ?? SilentObserver.Instance;
    private readonly Channel<PlanMessage> _queue = Channel.CreateBounded<PlanMessage>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
    private TimeSpan _at;
    private string? _task;
    private string[]? _steps;

    /// <summary>Publishes until cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        try
        {
            await foreach (PlanMessage message in _queue.Reader.ReadAllAsync(end).ConfigureAwait(false))
                await publish(message, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end was asked for.
        }
    }

    /// <summary>Nothing more will come; <see cref="RunAsync"/> ends once everything is published.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Notes which task the following is about.</summary>
    public void Began(string task) => (_task, _steps) = (task, null);

    /// <summary>Tells how the task ended.</summary>
    public void Ended(GraspLoopResult result) => Add("ended", result.Words, m => m with
    {
        State = result.End.ToString(),
        Attempts = result.Attempts,
        Placed = result.Placed,
    });

    public void Said(string words)
    {
        Add("said", words, m => m);
        _next.Said(words);
    }

    public void Entered(GraspLoopState state, string words, TaskMemory memory)
    {
        _steps ??= [.. memory.Plan.Steps.Select(s => s.ToString())];
        Add("state", words, m => m with { State = state.ToString(), Step = memory.StepIndex, Attempts = memory.Attempts, Placed = memory.Placed });
        _next.Entered(state, words, memory);
    }

    public void Chose(GraspGoal goal, Mask? mask, Observation observation)
    {
        _at = observation.State.At;
        BoundingBox box = goal.Box;
        Add("target", goal.Label, m => m with { Instruction = goal.Instruction, Box = [box.Left, box.Top, box.Right, box.Bottom], Frame = goal.HeadFrameNumber });
        _next.Chose(goal, mask, observation);
    }

    public void Acted(Observation observation, ControllerStep answer)
    {
        _at = observation.State.At;
        _next.Acted(observation, answer);
    }

    private void Add(string kind, string words, Func<PlanMessage, PlanMessage> fill) =>
        _queue.Writer.TryWrite(fill(new PlanMessage(_at.TotalSeconds, kind, words) { Task = _task, Steps = _steps }));
}
