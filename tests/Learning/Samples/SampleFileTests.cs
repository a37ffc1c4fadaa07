using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Samples;
using DexGrasp.Sim.Demonstrations;
using Xunit;

namespace DexGrasp.Tests.Learning.Samples;

public sealed class SampleFileTests
{
    private const int Seed = 1_900_000_004;

    [Fact]
    public void Read_RecordedDemonstration_IsWhatTheRobotsOwnCodeSees()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Folder, "samples.bin");
        var frames = new List<DemonstrationFrame>();
        int samples = Record(path, frames);
        using var file = new SampleFile([path]);
        var reader = new SampleReader(file, Rm75.Model, Workcell.Reference, Augmentation.None);
        float[] head = new float[PolicyLayout.HeadLength], wrist = new float[PolicyLayout.WristLength], state = new float[PolicyLayout.StateSize];
        float[] chunk = new float[PolicyLayout.ChunkSize], truth = new float[SampleLayout.TruthSize];

        Assert.Equal(samples, file.Count);
        Assert.InRange(samples, 20, 200);
        var track = new TargetTrack();
        var code = new ChunkCode(Rm75.Model);
        var expectedChunk = new float[PolicyLayout.ChunkSize];
        int index = 0;
        foreach (DemonstrationFrame frame in frames)
        {
            if (!Seen(frame, track, out float[] expectedHead, out float[] expectedWrist, out float[] expectedState))
                continue;
            reader.Read(index++, new Random(1), head, wrist, state, chunk, truth);
            Assert.Equal(Seed, file.EpisodeOf(index - 1));
            Assert.Equal(expectedHead, head);
            Assert.Equal(expectedWrist, wrist);
            Assert.Equal(expectedState, state);
            // Samples keep single precision.
            double[] label = [.. frame.Label.PositionsRad.ToArray().Select(rad => (double)(float)rad)];
            code.Encode(label, frame.Observation.State.CommandedRad.Span, expectedChunk);
            Assert.Equal(expectedChunk, chunk);
        }

        Assert.Equal(samples, index);
    }

    [Fact]
    public void Open_FileCutWithinItsLastSample_HasTheWholeOnesAndIsAppendedTo()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Folder, "samples.bin");
        int samples = Record(path, []);
        using (FileStream cut = File.OpenWrite(path))
            cut.SetLength(cut.Length - 1000);

        using (var file = new SampleFile([path]))
            Assert.Equal(samples - 1, file.Count);
        Record(path, []);
        using var both = new SampleFile([path]);
        Assert.Equal((2 * samples) - 1, both.Count);
    }

    [Fact]
    public void Open_OtherFile_IsRefusedByName()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Folder, "other.bin");
        File.WriteAllBytes(path, new byte[SampleLayout.HeaderBytes + SampleLayout.Bytes]);

        Assert.Contains("other.bin", Assert.Throws<CheckpointException>(() => new SampleFile([path])).Message);
    }

    private static bool Seen(DemonstrationFrame frame, TargetTrack track, out float[] head, out float[] wrist, out float[] state)
    {
        (head, wrist, state) = (new float[PolicyLayout.HeadLength], new float[PolicyLayout.WristLength], new float[PolicyLayout.StateSize]);
        var kinematics = new ArmKinematics(Rm75.Model);
        Observation o = frame.Observation;
        RigidTransform worldFromHead = o.Head.Calibration.WorldFromCamera(kinematics, o.HeadState.PositionsRad.Span);
        track.Update(o.Head, frame.HeadMask, worldFromHead);
        if (!frame.LabelIsValid || !track.HasTarget)
            return false;
        // Training keeps a margin around the window; its corner decides where the window lies.
        (int left, int top) = track.Window(o.Head.Calibration, worldFromHead, SampleLayout.HeadSide);
        var picture = new ReducedPicture(PolicyLayout.HeadSize, PolicyLayout.HeadSize, PolicyLayout.HeadFactor);
        picture.Take(o.Head, frame.HeadMask, left + SampleLayout.Margin, top + SampleLayout.Margin);
        PolicyView.WriteHead(picture, o.Head.Calibration.Intrinsics, worldFromHead, track.Bounds.Centre, head);
        var small = new ReducedPicture(PolicyLayout.WristWidth, PolicyLayout.WristHeight, PolicyLayout.WristFactor);
        small.Take(o.Wrist, null, 0, 0);
        ReadOnlySpan<double> then = o.WristState.PositionsRad.Span;
        PolicyView.WriteWrist(
            small, o.Wrist.Calibration.Intrinsics, o.Wrist.Calibration.WorldFromCamera(kinematics, then), kinematics.WorldFromTool(then), track.Bounds.Centre, wrist);
        PolicyState.Write(Rm75.Model, Workcell.Reference, o.State, kinematics.WorldFromTool(o.State.PositionsRad.Span), track.Bounds, state);
        return true;
    }

    private static int Record(string path, List<DemonstrationFrame> frames)
    {
        using var sink = new SampleSink(path, Rm75.Model);
        Assert.True(new DemonstrationRecorder(DemonstrationOptions.Undisturbed with { CrowdedShare = 0 }).Record(Seed, new Tee(sink, frames)).Kept);
        return sink.Samples;
    }

    private sealed class Tee(IDemonstrationSink sink, List<DemonstrationFrame> frames) : IDemonstrationSink
    {
        public void BeginEpisode(DemonstrationStart start) => sink.BeginEpisode(start);

        public void Frame(DemonstrationFrame frame)
        {
            frames.Add(frame);
            sink.Frame(frame);
        }

        public void EndEpisode(DemonstrationSummary summary) => sink.EndEpisode(summary);
    }
}
