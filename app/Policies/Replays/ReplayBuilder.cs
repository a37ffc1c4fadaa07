using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Lets a policy predict at every frame of one demonstration. One thread.</summary>
internal sealed class ReplayBuilder(PolicyModel model)
{
    private readonly PolicyPredictor _predictor = new(model, Rm75.Model);
    private readonly PolicySight _sight = new(Rm75.Model, Workcell.Reference);
    private readonly List<ReplayFrame> _frames = [];
    private TimeSpan? _start;

    /// <summary>Gets the frames so far.</summary>
    public IReadOnlyList<ReplayFrame> Frames => _frames;

    /// <summary>Adds a frame; those before the target was measured are left out.</summary>
    public void Add(RecordedFrame frame)
    {
        if (PolicyInput.Of(_sight, frame.Observation, frame.HeadMask) is not { } input)
            return;
        TimeSpan at = frame.Observation.State.At;
        _start ??= at;
        _frames.Add(new ReplayFrame((at - _start.Value).TotalSeconds, input.CommandRad.ToArray(), _predictor.Predict(input, _frames.Count), frame.PlanRad));
    }
}
