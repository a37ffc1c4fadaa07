using DexGrasp.App.Operators;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Operators;

namespace DexGrasp.Tests.App.Operators;

/// <summary>A robot that notes what it is told; it latches with the stop of a chosen number, and with none if that is 0.</summary>
internal sealed class FakeOperatorRobot : IOperatorRobot
{
    public GateMode? Mode { get; private set; } = GateMode.Running;

    public Action? ModeChanged { get; set; }

    public Action<PlanNews>? Told { get; set; }

    public Action<string>? Warned { get; set; }

    public List<string> Sent { get; } = [];

    public int LatchesWithStop { get; init; } = 1;

    public void Set(GateMode? mode)
    {
        Mode = mode;
        ModeChanged?.Invoke();
    }

    public Task<bool> SendStopAsync(string reason, CancellationToken end)
    {
        lock (Sent)
            Sent.Add("stop");
        if (Sent.Count(s => s == "stop") == LatchesWithStop)
            Set(GateMode.Latched);
        return Task.FromResult(true);
    }

    public Task<bool> SendGoalAsync(string words, CancellationToken end)
    {
        lock (Sent)
            Sent.Add($"goal {words}");
        return Task.FromResult(true);
    }

    public Task<bool> SendResetAsync(CancellationToken end)
    {
        lock (Sent)
            Sent.Add("reset");
        Set(GateMode.Disarmed);
        return Task.FromResult(true);
    }

    public Task<(string Words, IReadOnlyList<string> Labels)> LookAsync(CancellationToken end) => Task.FromResult<(string, IReadOnlyList<string>)>(("I see: a red cup.", ["red cup"]));
}
