using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.Tests.Sim.Demonstrations;

/// <summary>Keeps what a recorder delivers; interrupts after so many frames.</summary>
internal sealed class FrameList(int stopAfter = int.MaxValue, CancellationTokenSource? stop = null) : IDemonstrationSink
{
    public DemonstrationStart? Start { get; private set; }

    public DemonstrationSummary? Summary { get; private set; }

    public List<DemonstrationFrame> Frames { get; } = [];

    public void BeginEpisode(DemonstrationStart start) => Start = start;

    public void Frame(DemonstrationFrame frame)
    {
        Frames.Add(frame);
        if (Frames.Count >= stopAfter)
            stop?.Cancel();
    }

    public void EndEpisode(DemonstrationSummary summary) => Summary = summary;

    /// <summary>Records one episode, or its beginning.</summary>
    public static FrameList Record(int seed, DemonstrationOptions options, int stopAfter = int.MaxValue)
    {
        using var stop = new CancellationTokenSource();
        var frames = new FrameList(stopAfter, stop);
        try
        {
            new DemonstrationRecorder(options).Record(seed, frames, null, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }

        return frames;
    }
}
