using DexGrasp.Controller.Policy;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Policies.Replays;

/// <summary>Lets a policy predict at every frame of one demonstration. One thread.</summary>
internal sealed class ReplayBuilder(PolicyModel model) : IDemonstrationSink
{
    private readonly PolicyPredictor _predictor = new(model, Rm75.Model);
    private readonly PolicySight _sight = new(Rm75.Model, Workcell.Reference);
    private readonly List<ReplayFrame> _frames = [];
    private TimeSpan? _start;

    /// <summary>Gets the frames so far.</summary>
    public IReadOnlyList<ReplayFrame> Frames => _frames;

    /// <summary>Adds a frame; those before the target was measured are left out.</summary>
    /// <param name="observation">Pictures with depth, and joint state with the command in force.</param>
    /// <param name="headMask">The target's pixels in the head picture.</param>
    /// <param name="planRad">The expert's chunk. Shape: [64 x 13]. Unit: rad.</param>
    public void Add(Observation observation, Mask headMask, double[] planRad)
    {
        if (PolicyInput.Of(_sight, observation, headMask) is not { } input)
            return;
        TimeSpan at = observation.State.At;
        _start ??= at;
        _frames.Add(new ReplayFrame((at - _start.Value).TotalSeconds, input.CommandRad.ToArray(), _predictor.Predict(input, _frames.Count), planRad));
    }

    /// <inheritdoc/>
    public void BeginEpisode(DemonstrationStart start)
    {
    }

    /// <inheritdoc/>
    public void Frame(DemonstrationFrame frame)
    {
        if (frame.LabelIsValid)
            Add(frame.Observation, frame.HeadMask, frame.Label.PositionsRad.ToArray());
    }

    /// <inheritdoc/>
    public void EndEpisode(DemonstrationSummary summary)
    {
    }
}
