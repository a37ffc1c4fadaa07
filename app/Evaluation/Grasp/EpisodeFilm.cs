using DexGrasp.App.Demo;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Devices;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Films an episode in lock-step; the episode does not depend on whether it is filmed.</summary>
internal sealed class EpisodeFilm : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1.0 / VideoRecorder.FramesPerSecond);
    private readonly VideoRecorder _video;
    private readonly DemoScreen _screen;
    private readonly LockStepLink _link;
    private TimeSpan _next;

    public EpisodeFilm(string path, LockStepLink link, string title)
    {
        _link = link;
        _video = new VideoRecorder(path, link.World.Robot);
        _screen = new DemoScreen(title, _video);
    }

    public void AfterTick()
    {
        if (_link.Now < _next)
            return;
        _next = _link.Now + Period;
        _screen.Change(v => v with { State = _link.Loop.Snapshot() });
        _screen.Show(_link.Picture("outside"));
    }

    public void Acted(GraspGoal goal, Observation observation, ControllerStep step)
    {
        foreach (CameraFrame seen in new[] { observation.Head, observation.Wrist })
            _screen.Show(seen.CapturedAt < _link.Now ? _link.Picture(seen.Camera) : seen);
        _screen.Change(v => v with { Goal = goal, Target = step.Target, Phase = "grasping", Note = step.Note });
    }

    public void Finish() => _video.Finish();

    public void Dispose() => _video.Dispose();
}
