using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Running;

/// <summary>
/// Takes the goals of the topic "goal": tasks go into the queue; words that stop do not wait for the task under way to end, but stop the
/// robot at once, whoever published them.
/// </summary>
/// <param name="tasks">Where tasks go.</param>
internal sealed class GoalIntake(TaskQueue tasks)
{
    private MqttRobotLink? _link;

    /// <summary>Gets the newest stop: null once the driver host has confirmed it, else why it has not.</summary>
    public Task<string?> Stopping { get; private set; } = Task.FromResult<string?>(null);

    /// <summary>Tells which robot is to be stopped; a link has to be told of its callbacks before it is there.</summary>
    public void Serve(MqttRobotLink link) => _link = link;

    /// <summary>Takes a goal. Returns at once.</summary>
    /// <param name="goal">Goals without words are not taken: nobody pointed at a picture of this process.</param>
    public void Take(GoalRequest goal)
    {
        if (goal.Words is not { } words)
            return;
        if (IsStop(words) && _link is { } link)
            Stopping = link.TryStopAsync($"\"{words}\" was given as a goal.");
        else
            tasks.Put(words);
    }

    /// <summary>Returns whether words stop, wherever the word stands.</summary>
    public static bool IsStop(string words) => IntentParser.BuiltIn.Parse(new OperatorUtterance(words)).Intent is OperatorIntent.Stop or OperatorIntent.Pause;
}
