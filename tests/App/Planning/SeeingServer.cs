using System.Text.Json;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Planner;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Loops;
using DexGrasp.Tests.Planner.Vlm;

namespace DexGrasp.Tests.App.Planning;

/// <summary>A robot's link that remembers what was seen last, and a model's answers made from that: a model that sees well.</summary>
internal sealed class SeeingServer(IRobotLink robot) : IRobotLink
{
    private readonly EmbeddedPlanner _eyes = new(Workcell.Reference, Rm75.Model, PartitionModel.BuiltIn);
    private Observation? _seen;
    private Observation? _before;
    private GroundedGoal? _target;

    /// <summary>Gets how many chunks were sent.</summary>
    public int Chunks { get; private set; }

    /// <summary>Gets how long the model thinks about each question; the world goes on meanwhile.</summary>
    public TimeSpan Thinks { get; init; }

    public FakeReply Answer(FakeRequest request)
    {
        Observation asked = _seen!;
        if (Thinks > TimeSpan.Zero && request.Question != "understanding")
            robot.ObserveAsync(_seen!.State.At + Thinks, looks: false, CancellationToken.None).GetAwaiter().GetResult();
        switch (request.Question)
        {
            case "understanding":
                return Says(new { decision = "plan", steps = new[] { "take every object" }, reason = "It is to be cleared." });
            case "completion":
                string[] left = [.. _eyes.Look(_seen!).Objects.Select(o => o.Label)];
                return Says(new { state = left.Length > 0 ? "open" : "done", left, reason = $"{left.Length} are left." });
            case "proposal":
                string label = Chosen.Label;
                return Says(new { decision = "object", instruction = $"grasp the {label}", label, step = 1, reason = "It is free." });
            case "box":
                _before = _seen;
                _target = _eyes.Ground(new Proposal(GraspLoopTrigger.ObjectChosen, "", "", Chosen, 0, _eyes.Look(_seen!)), _seen!);
                BoundingBox box = Chosen.Box;
                return Says(new { found = true, bbox_2d = new[] { box.Left, box.Top, box.Right, box.Bottom }, reason = "There." });
            default:
                bool held = _eyes.VerifyGrasp(_before!, _seen!, _target!).Held;
                return Says(new { held, on_table = !held, reason = "So it looks." });
        }
    }

    public Task ArmAsync(CancellationToken cancellationToken) => robot.ArmAsync(cancellationToken);

    public async Task<Observation> ObserveAsync(TimeSpan notBefore, bool looks, CancellationToken cancellationToken) =>
        _seen = await robot.ObserveAsync(notBefore, looks, cancellationToken);

    public Task SendAsync(ActionChunk chunk, string controller, CancellationToken cancellationToken)
    {
        Chunks++;
        return robot.SendAsync(chunk, controller, cancellationToken);
    }

    public Task StopAsync(string reason, CancellationToken cancellationToken) => robot.StopAsync(reason, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SeenObject Chosen => _eyes.Look(_seen!).Objects[^1];

    private static FakeReply Says(object answer) => FakeReply.Says(JsonSerializer.Serialize(answer));
}
