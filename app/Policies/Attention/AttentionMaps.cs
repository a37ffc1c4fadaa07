using DexGrasp.App.Cli;
using DexGrasp.App.Policies.Replays;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Demonstrations;
using OpenCvSharp;

namespace DexGrasp.App.Policies.Attention;

/// <summary>Shows a policy a demonstration and draws once a second where its chunk's tokens look; nothing moves.</summary>
public sealed class AttentionMaps
{
    private const int FramesBetween = 10;
    private const int HeadScale = 3;
    private const int MaskChannel = 3;
    private readonly PolicyAttention _attention;
    private readonly PolicySight _sight = new(Rm75.Model, Workcell.Reference);
    private readonly List<AttentionFrame> _frames = [];
    private readonly float[] _chunk = new float[PolicyLayout.ChunkSize];
    private readonly int _flowSteps;
    private TimeSpan? _start;
    private int _shown;

    private AttentionMaps(PolicyAttention attention, int flowSteps) => (_attention, _flowSteps) = (attention, flowSteps);

    /// <summary>Makes the maps of a demonstration.</summary>
    /// <param name="folder">A policy with <see cref="PolicyAttention.FileName"/>.</param>
    /// <param name="episode">The demonstration.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="PolicyException">The policy has no such file.</exception>
    /// <exception cref="UserErrorException">The target is never seen in it.</exception>
    public static async Task<AttentionResult> MakeAsync(PolicyFolder folder, ShownEpisode episode, CancellationToken cancellationToken)
    {
        using var attention = new PolicyAttention(folder);
        var maps = new AttentionMaps(attention, folder.Card.FlowSteps);
        string source = await episode.ShowAsync(maps.Show, cancellationToken);
        return maps._frames.Count > 0
            ? new AttentionResult(folder.Path, folder.Hashes, source, maps._frames)
            : throw new UserErrorException($"{source}: the target is never seen.", "Choose another episode.");
    }

    private void Show(RecordedFrame frame)
    {
        Observation seen = frame.Observation;
        if (PolicyInput.Of(_sight, seen, frame.HeadMask) is not { } input)
            return;
        _start ??= seen.State.At;
        if (_shown++ % FramesBetween != 0)
            return;
        _attention.Encode(input.Head, input.Wrist, input.State);
        new FlowSampler(_frames.Count).Sample(_attention, _flowSteps, null, _chunk);
        float[] all = _attention.Mean();
        int heads = _attention.HeadTokens, wrists = _attention.WristTokens;
        ReadOnlySpan<float> head = all.AsSpan(0, heads), wrist = all.AsSpan(heads, wrists);
        const int Side = PolicyLayout.HeadSize * PolicyLayout.HeadFactor;
        (int left, int top) = _sight.HeadWindow;
        _frames.Add(new AttentionFrame(
            (seen.State.At - _start.Value).TotalSeconds, Sum(head), Sum(wrist), all[^1], OnTarget(head, input.Head),
            HeatPicture.Draw(seen.Head.Rgb, new Rect(left, top, Side, Side), HeadScale, _attention.HeadGrid, head, frame.HeadMask),
            HeatPicture.Draw(seen.Wrist.Rgb, new Rect(0, 0, seen.Wrist.Rgb.Width, seen.Wrist.Rgb.Height), 1, _attention.WristGrid, wrist, null)));
    }

    // Attention weighted by how much of the target is in each part, over the same with even attention.
    private double OnTarget(ReadOnlySpan<float> attention, float[] head)
    {
        (int rows, int columns) = _attention.HeadGrid;
        double weighted = 0, target = 0;
        for (int y = 0; y < PolicyLayout.HeadSize; y++)
            for (int x = 0; x < PolicyLayout.HeadSize; x++)
            {
                float mask = head[((MaskChannel * PolicyLayout.HeadSize) + y) * PolicyLayout.HeadSize + x];
                target += mask;
                weighted += mask * attention[(y * rows / PolicyLayout.HeadSize * columns) + (x * columns / PolicyLayout.HeadSize)];
            }

        double even = target * Sum(attention) / attention.Length;
        return even > 0 ? weighted / even : 0;
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum;
    }
}
